import { Random } from 'registry-simulator';
import { Query } from './Query';
import { Repositories } from './Repositories';

export type Asked = Omit<Query, 'kind'>;

export type MakeQuery = (repositories: Repositories, random: Random) => Asked;
