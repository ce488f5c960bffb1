import { SHAPES, shuffle } from '../names/Names';
import { MakeQuery } from './MakeQuery';

const SCRIPTS = [
  ...['сервис', 'оплаты', 'склад', 'доставка', 'заказов', 'проверка', 'образ'],
  ...['支払い', 'サービス', '订单', '库存服务', '镜像仓库', '검색', '색인'],
  ...['übersicht', 'händler', 'prévision', 'l’échelle', 'straße', 'ınfo'],
  ...['🚀', '🚀 wird', '👩‍💻', '🇪🇺', 'é', '⚙️'],
];
/** Letters that never stand beside each other in the names. */
const RARE = 'qxzjvwk';

export const otherScript: MakeQuery = (_, random) => {
  const text = random.of(SCRIPTS);
  const letters = [...text];
  const from = random.number(letters.length);
  return {
    texts: [
      random.chance(50) ? text : letters.slice(from, from + 3).join('') || text,
    ],
  };
};

/** Letters that are in no name, alone or behind what is in one. */
export const nothing: MakeQuery = (repositories, random) => {
  const letters = Array.from({ length: 3 + random.number(6) }, () =>
    random.of([...RARE]),
  ).join('');
  const { lastPart, words } = repositories.pick(random);
  return {
    texts: [
      random.of([
        `q${letters}x`,
        `${lastPart}q${letters}`,
        `${random.of(words)} q${letters}`,
      ]),
    ],
  };
};

/** Two words, each of which is in many names of another shape. */
export const neverTogether: MakeQuery = ({ names }, random) => {
  const [one, other] = shuffle(SHAPES, random);
  const words = [one, other].map(shape => random.of(names.frequentOf(shape)));
  return { texts: [words.join(' ')] };
};
