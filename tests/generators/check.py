"""Builds each recipe of docs-gen/recipes with several catalogs, and holds the built pages to what was to be on them.

A recipe is read as a person reads it: its files are written, its commands are run, the page is where it says. What must be
on the page is told by two twins that need no site generator, the HTML fragment and the CSV table. A page fails that does
not build, loses or changes a cell or a word, has a link that goes nowhere, an id twice, or an element of a catalog's making.
"""

import argparse
import csv
import json
import os
import re
import shutil
import subprocess
import sys
import tempfile
from concurrent.futures import ThreadPoolExecutor
from html.parser import HTMLParser
from pathlib import Path
from urllib.parse import unquote

import soup

ROOT = Path(__file__).resolve().parents[2]
EXAMPLES = ["continue", "copilot-chat", "oso", "sourcegraph"]
HOSTILE = {
    "hostile-sites": ROOT / "tests/generators/hostile.yaml",
    "hostile-mdx": ROOT / "tests/mdx/hostile.yaml",
    "hostile-site": ROOT / "tests/site_cases/hostile/catalog.yaml",
    "escaping": ROOT / "tests/page_cases/escaping/catalog.yaml",
    "everything": ROOT / "tests/page_cases/everything/catalog.yaml",
}
# Settings that recipes call necessary: without them the page must fail, and the checks must see it.
TRAPS = [
    ("hugo", "unsafe = true", "unsafe = false", "a link goes nowhere"),
    ("sphinx", "smartquotes = False", "smartquotes = True", "words differ"),
    ("sphinx", "all_links_external: true", "all_links_external: false", "xref_missing"),
]
# What pages are made of; what else a site brings along is learned from the pages of the examples.
ELEMENTS = set("a br code dd div dl dt em h1 h2 h3 h4 h5 h6 li ol p pre span strong table tbody td th thead tr ul".split())
VOID = set("area base br col embed hr img input link meta source track wbr".split())
# Signs that some sites print as nicer ones; dashes are not among them, since flags of programs begin with two.
NICER = str.maketrans({"‘": "'", "’": "'", "“": '"', "”": '"', "…": "..."})


class Recipe:
    """A part of a recipe file that builds: its files, its commands, and where the page is."""

    def __init__(self, name, files, commands, page):
        self.name, self.files, self.commands, self.page = name, files, commands, page


def recipes(path):
    """Returns the recipes of a file: a second one takes the files of the first that it does not bring itself."""
    text, files, found = path.read_text(encoding="utf-8"), {}, []
    block = r"^`([^`\n]+)`[^\n]*:\n\n(`{3,})\w+\n(.*?)^\2\n|^```sh\n(.*?)^```\n|^The page is `([^`]+)`"
    commands, own = "", {}
    for match in re.finditer(block, text, re.M | re.S):
        name, _, content, command, page = match.groups()
        if name:
            own[name] = content
        elif command:
            commands = command
        else:
            # The page of the first recipe would be in the way of that of the second.
            kept = {name: content for name, content in files.items() if "telemetry:begin" not in content}
            files = {**kept, **own}
            number = f"-{len(found) + 1}" if found else ""
            found.append(Recipe(path.stem + number, files, commands, page))
            own = {}
    assert found, f"{path} holds no recipe"
    return found


class Page(HTMLParser):
    """What is on a page: rows of cells, ids, links, names of elements, and the text without white space."""

    def __init__(self, html):
        super().__init__(convert_charrefs=True)
        self.rows, self.ids, self.links, self.elements, self.scripts = [], [], [], set(), []
        self.open, self.text, self.cell = [], [], None
        self.feed(html)
        self.close()
        self.text = packed("".join(self.text))

    def handle_starttag(self, tag, attributes):
        attributes = dict(attributes)
        self.elements.add(tag)
        self.scripts += [name for name in attributes if name.startswith("on")]
        if attributes.get("id"):
            self.ids.append(attributes["id"])
        if tag == "a" and attributes.get("href"):
            self.links.append(attributes["href"])
        if tag == "dd":
            # What a list of terms shows by its form is a colon elsewhere. HTML may leave the end tag of a term out.
            self.text.append(":")
        if tag == "tr":
            self.rows.append([])
        if tag in ("td", "th"):
            self.rows[-1].append("")
            self.cell = True
        if tag not in VOID:
            # A mark beside a heading, and the caption of a table, are not of the page itself.
            classes = (attributes.get("class") or "").split()
            quiet = tag in ("script", "style", "caption") or "headerlink" in classes
            self.open.append((tag, quiet))

    def handle_endtag(self, tag):
        if tag in ("tr", "table"):
            self.cell = None
        if any(open_tag == tag for open_tag, _ in self.open):
            while self.open.pop()[0] != tag:
                pass

    def handle_data(self, data):
        if any(quiet for _, quiet in self.open):
            return
        self.text.append(data)
        if self.cell and self.rows and self.rows[-1]:
            self.rows[-1][-1] += data


class Mdx:
    """The same of a page that the compiler of MDX has run."""

    def __init__(self, found):
        self.rows, self.ids, self.links = found["rows"], found["ids"], found["links"]
        self.elements, self.text = set(found["elements"]), packed(found["text"])
        self.scripts = [name for name in found["attributes"] if name.startswith("on")]


def packed(text):
    return "".join(text.translate(NICER).split())


def words(text):
    """Returns a cell of the CSV twin as it is read: without the marks of code and of links."""
    return packed(re.sub(r"\[([^\]]*)\]\([^)]*\)", r"\1", text).replace("`", ""))


def run(commands, folder, path):
    environment = {**os.environ, "PATH": f"{path}:{os.environ['PATH']}", "NO_COLOR": "1"}
    done = subprocess.run(["bash", "-euo", "pipefail", "-c", commands], cwd=folder, env=environment,
                          stdin=subprocess.DEVNULL, stdout=subprocess.PIPE, stderr=subprocess.STDOUT, text=True)
    if done.returncode:
        raise Fault(f"`{commands.strip()}` ended with {done.returncode}:\n{done.stdout[-3000:]}")
    return done.stdout


class Fault(Exception):
    pass


def prepare(catalog, folder):
    if catalog.is_dir():
        shutil.copytree(catalog, folder / "telemetry")
    else:
        (folder / "telemetry").mkdir(parents=True)
        shutil.copy(catalog, folder / "telemetry/catalog.yaml")


def twins(catalog, folder, path):
    """Returns the page as the HTML fragment says it, and the rows of the CSV table."""
    prepare(catalog, folder)
    page = folder / "twin.html"
    page.write_text("<!-- telemetry:begin page -->\n<!-- telemetry:end -->\n", encoding="utf-8")
    run("telemetry docs update twin.html\ntelemetry generate docs --page csv --out .", folder, path)
    with open(folder / "docs/data-collected.csv", newline="", encoding="utf-8") as table:
        rows = list(csv.DictReader(table, strict=True))
    # Of a soup nobody can say what a link in it reads as; its twin in HTML says every word.
    return Page(page.read_text(encoding="utf-8")), [] if catalog.stem.startswith("soup") else rows


def build(recipe, catalog, twin, folder, options):
    """Builds the page of a catalog as the recipe says."""
    prepare(catalog, folder)
    for name, content in recipe.files.items():
        (folder / name).parent.mkdir(parents=True, exist_ok=True)
        (folder / name).write_text(content, encoding="utf-8")
        # The files that the page says to lie beside it do; MkDocs alone looks for them.
        for link in twin.links if recipe.name == "mkdocs" and "telemetry:begin" in content else []:
            if re.fullmatch(r"[\w.-]+(/[\w.-]+)*", link) and ".." not in link:
                (folder / name).parent.joinpath(link).parent.mkdir(parents=True, exist_ok=True)
                (folder / name).parent.joinpath(link).touch()
    # Docusaurus takes minutes to install and to build; what reads the page in it is the compiler of MDX.
    steps = [line for line in recipe.commands.splitlines() if not line.startswith("npx docusaurus")]
    run("\n".join(steps), folder, options.programs)
    if len(steps) < len(recipe.commands.splitlines()):
        source = next(name for name in recipe.files if name.endswith(".mdx"))
        found = json.loads(run(f"node '{options.mdx}' --docusaurus {source}", folder, options.programs))
        if found.get("error"):
            raise Fault(found["error"])
        return Mdx(found)
    return Page((folder / recipe.page).read_text(encoding="utf-8"))


def faults(page, twin, table, known):
    """Returns what is wrong with a built page."""
    found = []
    rows = [[packed(cell) for cell in row] for row in page.rows]
    expected = [[packed(cell) for cell in row] for row in twin.rows]
    # What stands after the tables of the page is of the theme.
    if rows[:len(expected)] != expected:
        at = next((at for at, pair in enumerate(zip(rows, expected)) if pair[0] != pair[1]), min(len(rows), len(expected)))
        found.append(f"cells differ in row {at} of {len(expected)}:\n  {expected[at:at + 1]}\n  {rows[at:at + 1]}")
    if twin.text not in page.text:
        length = next(length for length in range(len(twin.text), -1, -1) if twin.text[:length] in page.text)
        at = page.text.find(twin.text[:length]) + length
        found.append(f"words differ:\n  {twin.text[length - 40:length + 60]}\n  {page.text[max(at - 40, 0):at + 60]}")
    plain = page.text.replace("`", "")
    for row in table:
        # That of a tag of forms stands within a sentence, without the full stop.
        if words(row["description"]).removesuffix(".") not in plain:
            found.append(f"the description of `{row['field']}` is not on the page: {row['description']}")
        if packed(row["field"]) not in page.text:
            found.append(f"`{row['field']}` is not on the page")
    found += [f"the id `{name}` is there twice" for name in set(page.ids) if page.ids.count(name) > 1]
    inside = [unquote(link[1:]) for link in page.links if len(link) > 1 and link.startswith("#")]
    found += [f"a link goes nowhere: #{name}" for name in inside if name not in page.ids]
    found += [f"the address `{link}` is a script" for link in page.links if link.lower().startswith("javascript:")]
    if known:
        elements, scripts = known
        found += [f"`<{name}>` comes from the catalog" for name in sorted(page.elements - elements)]
        found += [f"`{name}` comes from the catalog" for name in sorted(set(page.scripts) - scripts)]
    return found


def is_there(recipe, options):
    """Returns whether the program is there that builds a recipe; the Python ones are."""
    if recipe.name.startswith("docusaurus"):
        return bool(options.mdx)
    return not recipe.name.startswith("jekyll") or bool(shutil.which("jekyll"))


def without(recipe, setting, instead, number):
    """Returns a recipe without one of its settings."""
    files = {name: content.replace(setting, instead) for name, content in recipe.files.items()}
    assert files != recipe.files, f"{recipe.name} does not say `{setting}`"
    return Recipe(f"{recipe.name}-without-{number}", files, recipe.commands, recipe.page)


def main():
    parser = argparse.ArgumentParser()
    parser.add_argument("--programs", required=True, help="folders of programs, as in PATH")
    parser.add_argument("--mdx", help="render.mjs of the installed compiler of MDX")
    parser.add_argument("--only", default="", help="recipes whose name begins so")
    parser.add_argument("--soups", default="1-3", help="numbers of random catalogs, from-to")
    options = parser.parse_args()
    catalogs = {**{name: ROOT / "catalog/examples" / name for name in EXAMPLES}, **HOSTILE}
    chosen = [recipe for path in sorted((ROOT / "docs-gen/recipes").glob("*.md")) if path.stem != "README"
              for recipe in recipes(path)]
    chosen = [recipe for recipe in chosen if recipe.name.startswith(options.only)]
    skipped = [recipe for recipe in chosen if not is_there(recipe, options)]
    for recipe in skipped:
        print(f"skipped: {recipe.name}; what reads it is not here")
    passed = failed = 0
    with tempfile.TemporaryDirectory() as work, ThreadPoolExecutor(os.cpu_count()) as pool:
        work = Path(work)
        first, last = map(int, options.soups.split("-"))
        for number in range(first, last + 1):
            catalogs[f"soup-{number}"] = work / f"soup-{number}.yaml"
            # JSON is YAML.
            catalogs[f"soup-{number}"].write_text(json.dumps(soup.catalog(number)), encoding="utf-8")
        twin = dict(zip(catalogs, pool.map(lambda it: twins(it[1], work / "twins" / it[0], options.programs),
                                           catalogs.items())))

        def built(job):
            recipe, name = job
            try:
                return job, build(recipe, catalogs[name], twin[name][0], work / recipe.name / name, options)
            except (Fault, OSError) as fault:
                return job, fault

        jobs = [(recipe, name) for recipe in chosen if recipe not in skipped for name in catalogs]
        traps = [(without(recipe, *trap[1:3], number), "hostile-sites", trap) for number, trap in enumerate(TRAPS)
                 for recipe in chosen if recipe.name == trap[0]]
        pages = list(pool.map(built, jobs))
        trapped = list(pool.map(built, [trap[:2] for trap in traps]))
    for recipe in chosen:
        of_recipe = {name: page for (its, name), page in pages if its is recipe}
        good = [page for name, page in of_recipe.items() if name in EXAMPLES and not isinstance(page, Exception)]
        known = (ELEMENTS.union(*(page.elements for page in good)), set().union(*(page.scripts for page in good)))
        for name, page in of_recipe.items():
            if isinstance(page, Exception):
                found = [str(page)]
            else:
                found = faults(page, *twin[name], None if name in EXAMPLES else known)
            passed, failed = (passed, failed + 1) if found else (passed + 1, failed)
            for fault in found[:5]:
                print(f"{recipe.name}, {name}: {fault}")
    for (_, name, (recipe, setting, _, expected)), (_, page) in zip(traps, trapped):
        found = str(page) if isinstance(page, Exception) else "\n".join(faults(page, *twin[name], None))
        seen = expected in found
        passed, failed = (passed + 1, failed) if seen else (passed, failed + 1)
        if not seen:
            print(f"{recipe} builds without `{setting}`; either it needs it no more, or the checks see too little:\n{found}")
    names = ", ".join(recipe.name for recipe in chosen if recipe not in skipped)
    print(f"built {names}, each of {len(catalogs)} catalogs; {len(traps)} settings proved to be needed")
    print(f"{passed} passed, {failed} failed")
    sys.exit(1 if failed or not passed else 0)


if __name__ == "__main__":
    main()
