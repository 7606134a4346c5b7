import { entries, escape, list, page } from "../lib/page.js";

export const data = { pagination: { data: "village.homes", size: 1, alias: "home" }, permalink: ({ home }) => `households/${home.id}.html`, layout: false, eleventyExcludeFromCollections: true };

export function render({ home, village }) {
  const years = village.years.map(([year, of]) => `<dt>${year}年度</dt><dd>${of.get(home.id) ?? 0}</dd>`).join("\n");
  const taken = home.taken.map(({ item, qty, points, event }) => `<li>${escape(item.name)} × ${qty} <b>−${points}</b> <a href="../rewards/${event.slug}.html">${escape(event.title)}</a></li>`);
  return page(
    home.name,
    "../",
    `<p>${escape(village.groups.get(home.group).name)} · ${home.id}</p>
<p class="big"><b>${home.total - home.spent}</b> 分可用</p>
<dl><dt>历年累计</dt><dd id="total">${home.total}</dd>
${years}<dt>已兑换</dt><dd>${home.spent}</dd></dl>
<h2>积分</h2>
${entries(home.entries, village)}
${taken.length ? `<h2>换过的东西</h2>\n${list(taken)}` : ""}`,
  );
}
