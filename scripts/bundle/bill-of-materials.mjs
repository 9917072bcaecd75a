import { Enums, Models, Serialize, Spec } from '@cyclonedx/cyclonedx-library';
import { PackageURL } from 'packageurl-js';

/** Where of this package the code of a component is. */
const PLACE = 'cdk-org-guard:place';

/**
 * The bill of materials of this package, as CycloneDX 1.6: what of others comes with it, from which version, under which licence, where it is, and what it
 * needs. It has neither a time nor a number of its own, so that the same code gives the same bytes.
 *
 * @param own the `package.json` of this package
 * @param packages what `bundledPackages` gives
 * @param lock the lock file, which knows what each package hashes to
 * @see https://cyclonedx.org/docs/1.6/json/
 */
export function billOfMaterials(own, packages, lock) {
  const root = componentOf({ ...own, places: [] });
  const components = new Map(packages.map((each) => [each.folder, componentOf(each, lock.packages[each.folder]?.integrity)]));
  const bom = new Models.Bom({ metadata: new Models.Metadata({ component: root }) });
  const depend = (component, folder, names) => {
    for (const needed of names.map((name) => components.get(foundFrom(folder, name, components)))) if (needed) component.dependencies.add(needed.bomRef);
  };
  depend(root, '', Object.keys({ ...own.dependencies, ...own.devDependencies }));
  for (const { folder, dependencies } of packages) {
    const component = components.get(folder);
    depend(component, folder, dependencies);
    bom.components.add(component);
  }
  const serializer = new Serialize.JsonSerializer(new Serialize.JSON.Normalize.Factory(Spec.Spec1dot6));
  return `${serializer.serialize(bom, { sortLists: true, space: 2 })}\n`;
}

function componentOf({ name, version, license, folder = '', places }, integrity) {
  const [, group, ownName] = /^(?:(@[^/]+)\/)?(.+)$/.exec(name);
  const component = new Models.Component(Enums.ComponentType.Library, ownName, {
    bomRef: folder || name, group, version, purl: new PackageURL('npm', group, ownName, version).toString(), scope: Enums.ComponentScope.Required,
  });
  component.licenses.add(/ (OR|AND) /.test(license) ? new Models.LicenseExpression(license) : new Models.SpdxLicense(license));
  if (integrity) component.hashes.set(Enums.HashAlgorithm['SHA-512'], Buffer.from(integrity.replace(/^sha512-/, ''), 'base64').toString('hex'));
  for (const place of places) component.properties.add(new Models.Property(PLACE, place));
  return component;
}

/** The folder that Node finds a package in, from the folder of another one. */
function foundFrom(folder, name, known) {
  for (let at = folder; ; at = at.slice(0, at.lastIndexOf('/node_modules/'))) {
    const candidate = `${at}/node_modules/${name}`;
    if (known.has(candidate)) return candidate;
    if (!at.includes('/node_modules/')) return `node_modules/${name}`;
  }
}
