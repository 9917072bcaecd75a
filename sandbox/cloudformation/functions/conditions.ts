import type { Json } from '../template';
import type { Evaluation, IntrinsicFunction } from './function';

/** The functions that choose by conditions, and those that conditions and rules are made of. */
export const CONDITIONS: Readonly<Record<string, IntrinsicFunction>> = {
  Condition: (argument, { holds, resolve }) => typeof argument === 'string' ? holds(argument) : { Condition: resolve(argument) },

  'Fn::If': (argument, { holds, evaluate }) => {
    const [condition, then, otherwise] = argument as [string, Json, Json];
    return evaluate(holds(condition) ? then : otherwise);
  },

  'Fn::Equals': (argument, evaluation) => {
    const [one, other] = listIn(argument, evaluation);
    return JSON.stringify(one) === JSON.stringify(other);
  },

  'Fn::And': (argument, evaluation) => listIn(argument, evaluation).every((item) => item === true),
  'Fn::Or': (argument, evaluation) => listIn(argument, evaluation).some((item) => item === true),
  'Fn::Not': (argument, evaluation) => listIn(argument, evaluation)[0] !== true,

  'Fn::EachMemberEquals': (argument, evaluation) => {
    const [items, item] = listIn(argument, evaluation) as [Json[], Json];
    return items.every((each) => each === item);
  },

  'Fn::EachMemberIn': (argument, evaluation) => {
    const [items, allowed] = listIn(argument, evaluation) as [Json[], Json[]];
    return items.every((each) => allowed.includes(each));
  },

  'Fn::Contains': (argument, evaluation) => {
    const [items, item] = listIn(argument, evaluation) as [Json[], Json];
    return items.includes(item);
  },
};

function listIn(argument: Json, { resolve }: Evaluation): Json[] {
  return resolve(argument) as Json[];
}
