import { page, ranking } from "../lib/page.js";

export const data = { pagination: { data: "village.boards", size: 1, alias: "of" }, permalink: ({ of }) => `boards/${of.board}/${of.file ?? of.period}.html`, layout: false, eleventyExcludeFromCollections: true };

export const render = ({ of, village }) =>
  page(of.title, "../../", `<p>${of.period}</p>\n${ranking(of.rows, village, "../../")}\n<p>${of.periods.map((period) => `<a href="${period}.html">${period}</a>`).join(" ")}</p>`);
