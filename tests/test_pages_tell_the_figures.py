"""What the pages of the sample say is what its data files say, to the last row and point."""

from __future__ import annotations

import csv
import json
from collections import defaultdict
from decimal import Decimal
from pathlib import Path

from lxml import html


def page(sample: Path, name: str) -> html.HtmlElement:
    return html.document_fromstring((sample / name).read_text("utf-8"))


def number(text: str) -> Decimal:
    return Decimal(text.strip().replace("−", "-").replace("+", "").replace(",", ""))


def test_every_board_lists_the_rows_of_its_data_file(sample: Path) -> None:
    files = sorted((sample / "data" / "boards").rglob("*.json"))
    assert len(files) > 90
    for file in files:
        data = json.loads(file.read_text("utf-8"), parse_float=Decimal, parse_int=Decimal)
        name = f"boards/{data['board']}/{data['period']}.html"
        document = page(sample, name)
        shown = [
            (item.find_class("nm")[0].text, number(item.find_class("pt")[0].text)) for item in document.cssselect(".podium > li")
        ]
        shown += [(item.find(".//b").text, number(item.find(".//i").text)) for item in document.cssselect(".rows > li")]
        assert shown == [(row["name"], row["points"]) for row in data["rows"]], name


def test_every_household_page_tells_its_account(sample: Path) -> None:
    accounts = json.loads((sample / "data" / "accounts.json").read_text("utf-8"), parse_int=Decimal)
    of_households = [account for account in accounts if account["scale"] == "points"]
    assert len(of_households) >= 70
    for account in of_households:
        document = page(sample, f"households/{account['account']}.html")
        said = [number(cell.text_content()) for cell in document.cssselect(".sum dd")]
        assert number(document.cssselect(".sum .big b")[0].text) == account["balance"], account
        assert said[:3] == [account["honor"], account["year"], account["redeemed"]], account
        assert account["level"] is None or account["level"] in document.cssselect(".sum")[0].text_content()


def test_every_itemised_record_of_a_household_stands_on_its_page_and_in_its_edition(sample: Path) -> None:
    rows = csv.DictReader((sample / "data" / "records.csv").read_text("utf-8").splitlines())
    by_account = defaultdict(set)
    for row in rows:
        if row["record"] and row["scale"] == "points" and row["status"] != "correction":
            by_account[row["account"]].add(row["record"])
    editions = {id for file in (sample / "notice").glob("2*.html") for id in html.document_fromstring(file.read_text("utf-8")).xpath("//@id")}
    assert len(by_account) > 60
    for account, records in by_account.items():
        ids = set(page(sample, f"households/{account}.html").xpath("//@id"))
        assert records <= ids, account
        assert records <= editions, account


def test_the_books_show_the_equation_of_the_data(sample: Path) -> None:
    scales = json.loads((sample / "data" / "site.json").read_text("utf-8"), parse_int=Decimal)["scales"]
    bills = page(sample, "reconciliation.html").cssselect("table.bill")
    for scale, came, went in zip(scales, bills[0::2], bills[1::2], strict=True):
        shown = [number(cell.text_content()) for cell in (*came.cssselect("td"), *went.cssselect("td"))]
        inflow = scale["issued"] - scale["deducted"] + scale["corrected"]
        assert shown == [
            scale["issued"], -scale["deducted"], scale["corrected"], inflow,
            scale["redeemed"], scale["expired"], scale["outstanding"], inflow,
        ]


def test_results_show_the_sums_of_the_data(sample: Path) -> None:
    measures = json.loads((sample / "data" / "measures.json").read_text("utf-8"), parse_int=Decimal, parse_float=Decimal)
    document = page(sample, "results.html")
    for measure in measures:
        assert number(document.get_element_by_id(measure["measure"]).cssselect(".big data")[0].get("value")) == measure["total"]
