export default function (config) {
  // The villages lie beside the copy of this folder that is measured; see ../../run.py.
  config.addWatchTarget("../site/content/");
  config.setUseGitIgnore(false);
  config.setTemplateFormats(["11ty.js"]);
  return { dir: { input: "pages", data: "../_data", output: "_site" }, markdownTemplateEngine: false, htmlTemplateEngine: false };
}
