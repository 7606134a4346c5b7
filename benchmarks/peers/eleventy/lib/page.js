const FORBIDDEN = /[&<>"']/g;
const AS = { "&": "&amp;", "<": "&lt;", ">": "&gt;", '"': "&quot;", "'": "&#39;" };

export const escape = (text) => String(text).replace(FORBIDDEN, (character) => AS[character]);

const STYLE = `body{font:18px/1.6 system-ui,sans-serif;margin:0 auto;max-width:44rem;padding:0 1rem}table{border-collapse:collapse;width:100%}td,th{padding:.3rem;text-align:left;border-bottom:1px solid #ddd}.n{text-align:right}nav a{display:inline-block;padding:.6rem .8rem}ul{padding-left:1rem}.big{font-size:2rem}`;

export const page = (title, root, main) => `<!doctype html>
<html lang="zh-CN">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width,initial-scale=1">
<title>${escape(title)} · 莲湾村</title>
<style>${STYLE}</style>
</head>
<body>
<header><a href="${root}index.html"><b>莲湾村红榜</b></a>
<nav><a href="${root}boards/households/index.html">红榜</a><a href="${root}households/index.html">找我家</a><a href="${root}notice/index.html">公示</a><a href="${root}rewards/index.html">兑换</a><a href="${root}stories/index.html">故事</a><a href="${root}activities/index.html">活动</a><a href="${root}rules.html">细则</a></nav></header>
<main>
<h1>${escape(title)}</h1>
${main}
</main>
<footer><p>白鹭镇莲湾村 · 截至2025年1月31日</p></footer>
</body>
</html>
`;

export const list = (rows) => `<ul>\n${rows.join("\n")}\n</ul>`;

export const signed = (points) => (points > 0 ? `+${points}` : `${points}`);

export const entries = (all, village) =>
  list(
    all.toReversed().map(({ record, rule, points, posted }) => {
      const facts = [record.date];
      if (record.qty) facts.push(`${record.qty} ${rule.unit}`);
      if (record.level) facts.push(escape(record.level));
      facts.push(escape(village.names.get(record.who) ?? ""));
      if (record.note) facts.push(escape(record.note));
      return `<li><p><a href="../rules.html#rule-${rule.id}">${escape(rule.name)}</a> <b>${signed(points)}</b></p>
<p>${facts.join(" · ")} · <a href="../notice/${posted}.html">${posted} 公示</a></p></li>`;
    }),
  );

export const ranking = (rows, village, root) =>
  `<table>\n${rows
    .map(({ rank, id, points }) => {
      const home = village.homeById.get(id);
      const who = home ? `<a href="${root}households/${id}.html">${escape(home.name)}</a> ${escape(village.groups.get(home.group).name)}` : escape(village.groups.get(id).name);
      return `<tr><td>${rank}</td><td>${who}</td><td class="n">${home ? points : points.toFixed(2)}</td></tr>`;
    })
    .join("\n")}\n</table>`;
