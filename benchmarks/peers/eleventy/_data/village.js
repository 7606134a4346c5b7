// Reads all records once: entries by household, party member and edition, and totals by period.
import fs from "node:fs";
import path from "node:path";
import yaml from "js-yaml";
import MarkdownIt from "markdown-it";

const CONTENT = path.resolve("../site/content");
const markdown = new MarkdownIt();
const options = { schema: yaml.CORE_SCHEMA };

function files(folder, ending) {
  const names = fs.readdirSync(path.join(CONTENT, folder)).filter((name) => name.endsWith(ending)).sort();
  return names.map((name) => fs.readFileSync(path.join(CONTENT, folder, name), "utf8"));
}

const load = (folder) => files(folder, ".yaml").map((text) => yaml.load(text, options));

function prose(folder) {
  return files(folder, ".md").map((text) => {
    const end = text.indexOf("\n---\n", 4);
    return { ...yaml.load(text.slice(4, end), options), html: markdown.render(text.slice(end + 5)) };
  });
}

function award(rule, record) {
  if (rule.points !== undefined) return rule.unit ? Math.trunc((rule.points * (record.qty ?? 1)) / (rule.per ?? 1)) : rule.points;
  if (rule.range) return record.points;
  if (rule.by_level) return rule.by_level[record.level];
  let points = 0;
  for (const tier of rule.tiers) if (record.qty >= tier.from) points = tier.points;
  return points;
}

function add(sums, period, id, points) {
  let of = sums.get(period);
  if (!of) sums.set(period, (of = new Map()));
  of.set(id, (of.get(id) ?? 0) + points);
}

function push(lists, key, value) {
  const list = lists.get(key);
  if (list) list.push(value);
  else lists.set(key, [value]);
}

const byPoints = (a, b) => b.points - a.points || (a.id < b.id ? -1 : 1);

function rank(sums, most) {
  const rows = [...sums].map(([id, points]) => ({ id, points })).filter((row) => row.points > 0).sort(byPoints);
  const cut = rows.length > most ? rows.findLastIndex((row) => row.points === rows[most - 1].points) + 1 : rows.length;
  return withRanks(rows.slice(0, cut));
}

function withRanks(rows) {
  let rank = 0;
  rows.forEach((row, position) => {
    if (position === 0 || row.points !== rows[position - 1].points) rank = position + 1;
    row.rank = rank;
  });
  return rows;
}

export default function () {
  const { categories, rules: ruleList } = load("rules")[0];
  const rules = new Map(ruleList.map((rule) => [rule.id, rule]));
  const groups = new Map(), homes = new Map(), names = new Map(), homeOf = new Map(), party = [];
  for (const roster of load("roster")) {
    for (const group of roster.groups ?? []) groups.set(group.id, { ...group, homes: 0 });
    for (const home of roster.households ?? []) {
      home.name = `${home.members[0].name}户`;
      home.entries = [];
      home.taken = [];
      home.total = home.spent = 0;
      homes.set(home.id, home);
      homeOf.set(home.id, home);
      groups.get(home.group).homes += 1;
      for (const member of home.members) {
        homeOf.set(member.id, home);
        names.set(member.id, member.name);
        if (member.roles?.includes("party_member")) party.push({ ...member, home, entries: [], total: 0 });
      }
    }
  }
  const members = new Map(party.map((person) => [person.id, person]));

  const editions = new Map(), sums = { households: new Map(), governance: new Map() };
  const activities = prose("activities");
  const batches = load("points");
  for (const { posted, date, records } of activities) {
    batches.push({ posted, records: records.flatMap((record) => record.who.map((who) => ({ ...record, who, date }))) });
  }
  for (const { posted, records } of batches) {
    for (const record of records) {
      const rule = rules.get(record.rule), home = homeOf.get(record.who), points = award(rule, record);
      const entry = { record, rule, home, points, posted };
      push(editions, posted, entry);
      if (rule.scale === "party") {
        const person = members.get(record.who);
        person.entries.push(entry);
        person.total += points;
        continue;
      }
      home.entries.push(entry);
      home.total += points;
      add(sums.households, record.date.slice(0, 7), home.id, points);
      if (rule.category === "community") add(sums.governance, record.date.slice(0, 4), home.id, points);
    }
  }
  // A longer period is the sum of the shorter ones in it.
  for (const [month, of] of [...sums.households]) {
    const quarter = `${month.slice(0, 4)}-Q${Math.ceil(Number(month.slice(5)) / 3)}`;
    for (const period of [quarter, month.slice(0, 4), "all"]) for (const [id, points] of of) add(sums.households, period, id, points);
  }
  const titles = { households: "积分红榜", teams: "湾组榜", governance: "社区治理榜" };
  const boards = [];
  for (const [board, periods] of Object.entries(sums)) for (const [period, of] of periods) boards.push({ board, period, rows: rank(of, 50) });
  for (const [period, of] of sums.households) {
    if (/^\d{4}(-Q\d)?$/.test(period)) {
      const totals = new Map([...groups.keys()].map((id) => [id, 0]));
      for (const [id, points] of of) totals.set(homes.get(id).group, totals.get(homes.get(id).group) + points);
      const rows = [...totals].map(([id, points]) => ({ id, points: points / groups.get(id).homes })).sort(byPoints);
      boards.push({ board: "teams", period, rows: withRanks(rows) });
    }
  }
  for (const board of Object.keys(titles)) {
    const own = boards.filter((page) => page.board === board);
    const periods = own.map((page) => page.period);
    const latest = { households: "2024-12", teams: "2024-Q4", governance: "2024" }[board];
    for (const page of own) Object.assign(page, { title: titles[board], periods });
    boards.push({ ...own.find((page) => page.period === latest), file: "index" });
  }

  const rewards = load("rewards");
  const items = new Map(rewards.find((file) => file.items).items.map((item) => [item.id, item]));
  const events = [];
  for (const { event, redemptions } of rewards) {
    if (!event) continue;
    event.rows = (redemptions ?? []).map(({ who, item, qty = 1 }) => {
      const home = homeOf.get(who), points = items.get(item).points * qty;
      home.spent += points;
      const row = { home, item: items.get(item), qty, points, event };
      home.taken.push(row);
      return row;
    });
    events.push(event);
  }
  const byDate = (a, b) => (a.date < b.date ? 1 : -1);
  return {
    categories, rules, ruleList, groups, names, party, boards, events, items, activities,
    homes: [...homes.values()], homeById: homes, homeOf,
    editions: [...editions].map(([posted, entries]) => ({ posted, entries })),
    stories: prose("stories").sort(byDate),
    years: [...sums.households].filter(([period]) => /^\d{4}$/.test(period)).sort(([a], [b]) => (a < b ? -1 : 1)),
    standing: rank(sums.households.get("all"), 50),
  };
}
