#!/usr/bin/env node
// Checks the fields for images and namespaces of software templates: integrated-registry-check-templates FOLDER...
const { checkTemplates } = require('..');

const paths = process.argv.slice(2);

async function main() {
  if (paths.length === 0 || paths.some(path => path.startsWith('-'))) {
    throw new Error(
      'Name the files and folders of your templates: integrated-registry-check-templates templates/',
    );
  }
  const { templates, problems } = await checkTemplates(paths);
  for (const { file, line, message } of problems) {
    console.log(`${file}:${line}: ${message}`);
  }
  if (templates === 0 && problems.length === 0) {
    throw new Error(`There is no template in ${paths.join(', ')}`);
  }
  console.log(
    `${templates} template(s) checked, ${problems.length} problem(s) found`,
  );
  return problems.length > 0 ? 1 : 0;
}

main().then(
  code => {
    process.exitCode = code;
  },
  error => {
    console.error(error.message);
    process.exitCode = 2;
  },
);
