"""Makes catalogs out of signs that languages of pages give a meaning to, the same for the same number."""

import random

SIGNS = """* ** _ __ ` `` ``` ~ ~~ # ## ### - -- --- + = == === > < </ /> >> << <b> </div> <!-- --> <? <![CDATA[ & &amp; &#60; ; |
|| \\ \\\\ \\| \\` \\( \\[ \\n { {{ {% {# } }} %} #} {/* */} {:.x} {.x} ${x} [ ] ]( ](#x) ![ ](https://e.org) ( ) (x)= ! !!! ??? /// :
:: ::: :a: :smile: ::x a:b 10:30 $ $$ ^ @ % %s " ' ''' ... 1. 1) [x] [^1] [TOC] https://e.org/a_b <https://e.org> www.e.org
a@e.org import export word snake_case a*b é 🎉 עברית 0 --off ++ +++ H~2~O e.g. --8<-- "f" => -> (c) 1/2 #1 #tag /* */""".split()
SIGNS += ["\t", "  ", " ", " ", "\n", "\n\n", "[ ]", "---\n", "```\n", "    ", "> ", "- ", "* ", "| --- |", ".. x::", "\u200b", "\u00a0"]


def catalog(number):
    source = random.Random(number)

    def text(most):
        made = "".join(source.choice(SIGNS) + source.choice(["", " ", ""]) for _ in range(source.randint(1, most)))
        return made if made.strip() else "word"

    def line(most=8):
        return " ".join(text(most).split()) or "word"

    def field():
        made = {"class": "technical", "type": "bool", "description": text(16)}
        kind = source.random()
        if kind < 0.4:
            made.update({"class": "content", "type": "string", "examples": [line() for _ in range(3)]})
        elif kind < 0.8:
            made.update(type="enum", values={f"v{at}{line(3)}": line() for at in range(3)})
        return {**made, "title": line()} if source.random() < 0.3 else made

    def event():
        return {"title": line(), "description": text(20), "when": line(), "owner": "core", "purpose": "product",
                "consent": "extended", "destinations": ["store"], "since": "0.9.0",
                "changed": [{"version": "1.0.0", "note": line()}], "fields": {f"f{at}": field() for at in range(4)}}

    # What is never collected holds a word that no name does, since a rule compares them.
    return {"catalog": "soup", "title": line(), "version": "1.0.0", "description": text(30),
            "consent": {"how_to_disable": line()}, "never": [f"passwords {line()}" for _ in range(6)],
            "destinations": {"store": {"title": line(), "description": text(12), "ceiling": "content",
                                       "consent": "extended", "retention": "P90D"}},
            "owners": {"core": {"title": line()}}, "events": {f"e{at}": event() for at in range(3)}}
