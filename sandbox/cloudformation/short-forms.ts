import { Pair, Scalar, ScalarTag, YAMLMap, YAMLSeq, CollectionTag } from 'yaml';

/** Functions that YAML can also write as a tag. Those of the language extensions can't be. */
const WITH_SHORT_FORM = [
  'And', 'Base64', 'Cidr', 'Contains', 'EachMemberEquals', 'EachMemberIn', 'Equals', 'FindInMap', 'GetAtt', 'GetAZs', 'GetStackOutput', 'If', 'ImportValue', 'Join',
  'Not', 'Or', 'RefAll', 'Select', 'Split', 'Sub', 'Transform', 'ValueOf', 'ValueOfAll',
];

const LONG_NAMES: Readonly<Record<string, string>> = {
  Condition: 'Condition', Ref: 'Ref', ...Object.fromEntries(WITH_SHORT_FORM.map((name) => [name, `Fn::${name}`])),
};

/** The short forms of functions, such as `!Ref`, each as what is written in its long form. */
export const SHORT_FORMS: readonly (ScalarTag | CollectionTag)[] = Object.entries(LONG_NAMES).flatMap(([shortName, name]) => {
  const tag = `!${shortName}`;
  return [
    { tag, resolve: (text: string) => ({ [name]: name === 'Fn::GetAtt' ? attributeIn(text) : text }) },
    { tag, collection: 'seq', resolve: (items: YAMLMap | YAMLSeq) => callOf(name, items) },
    { tag, collection: 'map', resolve: (members: YAMLMap | YAMLSeq) => callOf(name, members) },
  ] satisfies (ScalarTag | CollectionTag)[];
});

function callOf(name: string, argument: YAMLMap | YAMLSeq): YAMLMap {
  const call = new YAMLMap();
  call.items.push(new Pair(new Scalar(name), argument));
  return call;
}

/** `Resource.Attribute`: the name of an attribute can have dots, that of a resource can't. */
function attributeIn(text: string): string[] {
  const dot = text.indexOf('.');
  return dot < 0 ? [text] : [text.slice(0, dot), text.slice(dot + 1)];
}
