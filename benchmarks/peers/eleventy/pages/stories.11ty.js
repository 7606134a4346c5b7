import { escape, page } from "../lib/page.js";

export const data = { pagination: { data: "village.stories", size: 1, alias: "story" }, permalink: ({ story }) => `stories/${story.slug}.html`, layout: false, eleventyExcludeFromCollections: true };

export const render = ({ story }) => page(story.title, "../", `<p>${story.date} · ${escape(story.author)}</p>\n${story.html}`);
