import { escape, list, page, ranking } from "../lib/page.js";

const told = (things) => list(things.map((thing) => `<li><a href="${thing.slug}.html">${escape(thing.title)}</a> ${thing.date}</li>`));

const PAGES = {
  "index.html": (village) =>
    page("莲湾村", "", `<p>${village.homes.length} 户</p>\n<h2>积分红榜</h2>\n${ranking(village.standing, village, "")}\n<h2>故事</h2>\n${list(village.stories.slice(0, 5).map((story) => `<li><a href="stories/${story.slug}.html">${escape(story.title)}</a></li>`))}`),
  "households/index.html": (village) =>
    page("家家户户", "../", list(village.homes.map((home) => `<li><a href="${home.id}.html">${escape(home.name)}</a> ${escape(village.groups.get(home.group).name)} <b>${home.total}</b></li>`))),
  "activities/index.html": (village) => page("活动", "../", told(village.activities)),
  "stories/index.html": (village) => page("故事", "../", told(village.stories)),
  "notice/index.html": (village) => page("公示", "../", list(village.editions.map(({ posted, entries }) => `<li><a href="${posted}.html">${posted}</a> ${entries.length} 笔</li>`))),
  "rewards/index.html": (village) => page("兑换", "../", told(village.events) + list([...village.items.values()].map((item) => `<li>${escape(item.name)} ${item.points} 分</li>`))),
  "rules.html": (village) =>
    page("积分细则", "", village.categories.map((category) => `<h2>${escape(category.name)}</h2>\n${list(village.ruleList.filter((rule) => rule.category === category.id).map((rule) => `<li id="rule-${rule.id}">${escape(rule.name)} ${rule.points ?? ""}</li>`))}`).join("\n")),
};

export const data = { paths: Object.keys(PAGES), pagination: { data: "paths", size: 1, alias: "path" }, permalink: ({ path }) => path, layout: false, eleventyExcludeFromCollections: true };

export const render = ({ path, village }) => PAGES[path](village);
