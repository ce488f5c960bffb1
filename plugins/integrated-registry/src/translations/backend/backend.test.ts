import {
  fillTemplate,
  message,
  messageCatalogue,
  worded,
} from 'backstage-plugin-integrated-registry-common';
import { createWord } from './wording';
import zh from './zh';

function paramsOf(text: string): string[] {
  return [...text.matchAll(/\{\{(\w+)\}\}/g)].map(([, name]) => name).sort();
}

describe('messages of the backend', () => {
  it('have each a Chinese text with the same parameters', () => {
    expect(Object.keys(zh).sort()).toEqual(
      Object.keys(messageCatalogue).sort(),
    );
    for (const [code, text] of Object.entries(zh)) {
      expect([code, paramsOf(text)]).toEqual([
        code,
        paramsOf(messageCatalogue[code as keyof typeof zh]),
      ]);
    }
  });
});

describe('createWord', () => {
  const word = createWord(
    (code, params) => fillTemplate(zh[code], params),
    'zh',
  );

  it('words messages, and messages within messages', () => {
    const { message: text, remedy } = word(
      worded({
        message: message('NOT_SAVED_TEST_FAILED', {
          reason: message('GAP_LIMIT', { max: 100_000 }),
        }),
        remedy: message('REMEDY_PORTAL_ERROR'),
      }),
    );
    expect(text).toBe(
      '未保存任何内容，因为连接测试失败：镜像仓库有超过 100,000 个镜像库，而本门户对一个集成只保留这么多。',
    );
    expect(remedy).toBe('请告知本门户的管理员。');
  });

  it('writes lists and moments as the language does', () => {
    expect(
      word(
        worded({
          message: message('VERDICT_TYPE_NOT_ALLOWED', {
            allowed: ['docker', 'harbor'],
          }),
        }),
      ).message,
    ).toContain('docker、harbor');
    expect(
      word(
        worded({
          message: message('NOT_ASKED_AGAIN_SINCE', {
            name: 'Team registry',
            since: '2026-11-29T07:06:00.000Z',
          }),
        }),
      ).message,
    ).toMatch(/自 2026年11月\d+日 \d+:06 起/);
  });

  it.each([
    ['has no code', { message: 'Own text', remedy: 'Own remedy' }],
    [
      'has a code of a newer backend',
      { message: 'Own text', wording: { message: { code: 'NEWER' } } },
    ],
    [
      'lacks a parameter',
      { message: 'Own text', wording: { message: { code: 'GAP_LIMIT' } } },
    ],
  ])('leaves in English what %s', (_, texts) => {
    expect(word(texts)).toEqual({ remedy: '', ...texts, wording: undefined });
  });

  it('says nothing where there is nothing', () => {
    expect(word(undefined)).toEqual({ message: '', remedy: '' });
  });
});
