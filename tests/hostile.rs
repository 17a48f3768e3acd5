//! Input that means harm, or that costs more than it should: nothing in a page but text, and no time or memory that grows
//! faster than the text.
#![expect(
    clippy::disallowed_methods,
    reason = "a site that could take all memory is made by a process of its own"
)]

use std::time::Duration;

use wijkgids::pipeline::{Built, OutputPath, Pipeline};
use wijkgids::report::{self, Style};
use wijkgids::text::{MessageLanguage, Rule};

use crate::support::inputs::{inputs, put};
use crate::support::{page, time};

/// How much stack a thread gets that isn't asked for more: what worker threads of other programs have.
const STACK: usize = 2 * 1024 * 1024;

fn built(document: &str) -> Built {
    Pipeline::new().run(&inputs(&[("wijkgids.yaml", "title: Gids\n"), ("kaarten/a.md", document)]))
}

/// A site with this text on a card, made by threads with as little stack as threads have by themselves.
fn card(text: &str) -> Built {
    let pool = rayon::ThreadPoolBuilder::new().num_threads(1).stack_size(STACK).build().expect("a thread");
    pool.install(|| built(&format!("---\ntitel: A\n---\n{text}")))
}

fn html(built: &Built) -> &str {
    let path = OutputPath::new("kaarten/a/index.html").expect("a sound path");
    std::str::from_utf8(built.outputs.get(&path).expect("the page is made")).expect("pages are UTF-8")
}

fn finds(built: &Built, rule: Rule) -> bool {
    built.diagnostics.iter().any(|diagnostic| diagnostic.rule == rule)
}

/// What has been used against sites that are made from Markdown. None of it may be more than text on the page.
const VECTORS: &[&str] = &[
    "<script>alert(1)</script>",
    "<img src=x onerror=alert(1)>",
    "<svg/onload=alert(1)>",
    "<svg><script>alert&#40;1)</script>",
    "<iframe srcdoc='<script>alert(1)</script>'></iframe>",
    "<math><mtext></form><form><mglyph><style></math><img src onerror=alert(1)>",
    "<a href=\"javascript:alert(1)\">x</a>",
    "<body onload=alert(1)>",
    "<details open ontoggle=alert(1)>",
    "<meta http-equiv=refresh content='0;url=javascript:alert(1)'>",
    "<base href=https://elders.example/>",
    "<form action=https://elders.example/><input name=a>",
    "<style>@import 'https://elders.example/x.css'</style>",
    "<link rel=stylesheet href=https://elders.example/x.css>",
    "<!--><img src=x onerror=alert(1)>-->",
    "<![CDATA[<script>alert(1)</script>]]>",
    "<?xml version=\"1.0\"?><x onclick=alert(1)>",
    "</title></script></textarea><script>alert(1)</script>",
    "[x](javascript:alert(1))",
    "[x](JaVaScRiPt:alert(1))",
    "[x](java\tscript:alert(1))",
    "[x](<java\nscript:alert(1)>)",
    "[x](&#x6A&#x61&#x76&#x61script:alert(1))",
    "[x](javascript&colon;alert(1))",
    "[x](\u{1}javascript:alert(1))",
    "[x](data:text/html;base64,PHNjcmlwdD5hbGVydCgxKTwvc2NyaXB0Pg==)",
    "[x](vbscript:msgbox)",
    "[x](//elders.example/x.js)",
    "[x](\\\\elders.example\\x)",
    "[x](https://x.example/\"onmouseover=\"alert(1))",
    "[x](https://x.example/ \"title\\\" onmouseover=alert(1)\")",
    "[x]: javascript:alert(1)\n\n[x]",
    "<javascript:alert(1)>",
    "<mailto:\"onclick=\"alert(1)@x.example>",
    "![x](javascript:alert(1))",
    "![x\" onerror=\"alert(1)](x.png)",
    "![x](x.png\" onerror=\"alert(1))",
    "![](data:image/svg+xml,<svg onload=alert(1)>)",
    "## kop {onclick=alert(1)}",
    "## kop {#x\" onclick=\"alert(1)}",
    "## kop {.x\" onclick=\"alert(1)}",
    "## <img src=x onerror=alert(1)>",
    "```\"><script>alert(1)</script>\nx\n```",
    "```html\n<script>alert(1)</script>\n```",
    "`<script>alert(1)</script>`",
    "| <script>alert(1)</script> |\n|---|\n| <b onclick=x> |",
    "[^1]: <script>alert(1)</script>\n\nx[^1]",
    "x[^\"><script>]\n\n[^\"><script>]: y",
    "[[javascript:alert(1)]]",
    "[[kaarten/a|<script>alert(1)</script>]]",
    "> [!NOTE<script>]\n> x",
    "- [ ] <script>alert(1)</script>",
    "{{ \"><script>alert(1)</script> }}",
    "{{ config }} {% include \"x\" %} {# x #}",
    "{{< raw >}}<script>alert(1)</script>{{< /raw >}}",
];

#[test]
fn nothing_that_an_author_writes_becomes_more_than_text() {
    for vector in VECTORS {
        let built = card(&format!("{vector}\n"));
        let objections = page::objections(html(&built));
        assert!(objections.is_empty(), "{vector}\n{objections:#?}\n{}", html(&built));
    }
}

#[test]
fn nothing_in_a_field_becomes_more_than_text() {
    let fields = [
        "titel",
        "samenvatting",
        "duur",
        "deelnemers",
        "eigenaar",
        "zoekwoorden",
        "bewijs",
        "oude_adressen",
        "beoordeeld",
        "status",
        "publiek",
        "ladder",
        "relaties",
    ];
    for vector in VECTORS {
        let quoted = serde_json::to_string(vector).expect("a text");
        let mut card: String = fields.iter().map(|field| format!("{field}: {quoted}\n")).collect();
        card.push_str(&format!("{quoted}: x\n"));
        let question = format!(
            "titel: A\nstappen: [{quoted}]\nhulp_bij_spoed: [{{niveau: nu, doe: {quoted}, als: [{quoted}]}}]\n"
        );
        let ladder = format!(
            "titel: A\nladder: [{{trede: {quoted}, wie: {quoted}, op: [{quoted}], af: [{quoted}]}}]\n"
        );
        let config = format!(
            "title: {quoted}\ndescription: {quoted}\nbase_url: {quoted}\nlanguage: {quoted}\nedit_url: {quoted}\n\
             values: {{a: {quoted}}}\nfacets: {{a: {{title: {quoted}, terms: {{b: {{title: {quoted}, summary: {quoted}, \
             icon: {quoted}, color: {{light: {quoted}, dark: {quoted}}}}}}}}}}}\n\
             relations: {{c: {{title: {quoted}, inverse: {quoted}}}}}\nsections: {{card: [{quoted}]}}\n"
        );
        let fact = format!(
            "bronnen: {{x: {{titel: {quoted}, soort: {quoted}}}}}\nfeiten: {{y: {{bron: x, soort: ervaring, wie: {quoted}, tekst: {quoted}}}}}\n"
        );
        let built = Pipeline::new().run(&inputs(&[
            ("wijkgids.yaml", &config),
            ("bronnen.yaml", &fact),
            (
                "kaarten/a.md",
                &format!(
                    "---\n{card}---\n{{{{ a }}}} [x](<https://x.example/{{{{ a }}}}>) ![{{{{ a }}}}](x.png)\n"
                ),
            ),
            ("kaarten/b.md", &format!("---\n{ladder}a: b\nbewijs: [y]\nrelaties: {{c: [kaarten/a]}}\n---\n")),
            ("vragen/a.md", &format!("---\n{question}---\n")),
        ]));
        for (path, bytes) in built.outputs.iter().filter(|(path, _)| path.as_str().ends_with(".html")) {
            let objections = page::objections(std::str::from_utf8(bytes).expect("pages are UTF-8"));
            assert!(objections.is_empty(), "{vector} on {path}\n{objections:#?}");
        }
    }
}

#[test]
fn a_color_can_hold_no_style_of_its_own() {
    for color in [
        "red;}@import url(//x)",
        "url(//x)",
        "#12345",
        "#1234567",
        "expression(alert(1))",
        "#12345g",
        "</style>",
    ] {
        let config = format!(
            "title: A\nfacets: {{a: {{title: A, terms: {{b: {{title: B, color: {{light: \"{color}\", dark: \"{color}\"}}}}}}}}}}\n"
        );
        let built = Pipeline::new().run(&inputs(&[("wijkgids.yaml", &config)]));
        assert!(built.has_errors(), "{color}");
        let styles = built.outputs.iter().filter(|(path, _)| path.as_str().contains("terms"));
        for (_, bytes) in styles {
            assert!(!String::from_utf8_lossy(bytes).contains("--wg-term"), "{color}");
        }
    }
}

/// Patterns that made parsers of Markdown, or rules that look around a word, take the square of their length, each
/// repeated to fill a text.
const PATTERNS: &[&str] = &[
    "a/",
    "a.",
    "{{a",
    "1234AB,",
    "123456782,",
    "NL91",
    "geb. ",
    "GGZ. ",
    "[",
    "]",
    "![",
    "[[",
    "[a](",
    "[a][",
    "[](",
    "[]: ",
    "[^",
    "[^a]",
    "[^a]: ",
    "<",
    "<a",
    "<!",
    "<!--",
    "<?",
    "<![CDATA[",
    "</",
    "`",
    "`a",
    "``a`",
    "*",
    "**a",
    "*a_",
    "_a*",
    "a**b",
    "~~",
    "~a~~",
    "\\",
    "&",
    "&#",
    "&a;",
    ">",
    "> ",
    "> a\n",
    "- ",
    "- a\n",
    "1. ",
    "* - ",
    "# ",
    "#",
    "## a\n",
    "a\n=",
    "---\n",
    "***",
    "|",
    "|a",
    "a|b\n-|-\n",
    "|-",
    "    a\n",
    "\t",
    "```",
    "```\n",
    "~~~a\n",
    "{",
    "{{",
    "{{ a",
    "{{ a }}",
    "}}",
    "{#a}",
    "## a {#",
    "[a]: b\n",
    "[a]: <b> \"",
    "(a",
    "((",
    "[a](b \"",
    "a@",
    "a@b.c ",
    "06-",
    "111222333 ",
    "todo",
    "te-vervang",
    "http://a",
    ":",
    "é",
    "\u{301}",
    "\u{200b}",
    "\n",
    " \n",
    "\r",
    "\0",
    "x[^a]\n\n[^a]: ",
    "- [ ] a\n",
    "> [!TIP]\n",
    "[a\\](",
    "<a href=\"",
    "![a](b)",
    "[[a]]",
    "[[a|",
    "~~a",
    "**a *b ",
    "a\\\n",
    "\"",
    "'",
];

/// Patterns in which every repetition is another one, `%` standing for its number.
const NUMBERED: &[&str] = &[
    "## kop %\n",
    "## kop % {#k%}\n\nx\n\n",
    "x[^%] ",
    "[^%]: x\n\n",
    "x[^%]\n\n[^%]: x\n\n",
    "[%]: b.md\n",
    "[x](#k%) ",
    "[x](b.md#k%) ",
    "[[kaarten/a#k%]] ",
    "[[kaarten/n%]] ",
    "![x](%.png) ",
    "{{ v% }} ",
    "<b%> ",
    "<<<<<<< %\n",
    "- [ ] %\n",
    "| % |\n|---|\n\n",
    "bsn 1% ",
];

/// The least of several times that something took.
fn least(runs: usize, work: impl Fn() -> Duration) -> Duration {
    (0..runs).map(|_| work()).min().expect("at least one run")
}

/// How long it takes to make a card out of this text.
fn time_of(text: &str) -> Duration {
    let document = format!("---\ntitel: A\n---\n{text}");
    let config = "title: Gids\nsections: {card: [Waarom, Zo doe je het]}\n";
    let site = inputs(&[("wijkgids.yaml", config), ("kaarten/a.md", &document)]);
    let mut pipeline = Pipeline::new();
    // The theme is read once, and isn't what is measured.
    pipeline.run(&inputs(&[("wijkgids.yaml", config)]));
    time::work(|| {
        let built = pipeline.run(&site);
        let style = Style { language: MessageLanguage::Nl, is_colored: false, folder: "" };
        report::json(&built.diagnostics, &site.sources, style);
    })
}

#[test]
fn four_times_the_text_takes_nothing_like_sixteen_times_the_time() {
    const SMALL: usize = 16 * 1024;
    let mut slow = Vec::new();
    for pattern in PATTERNS.iter().chain(NUMBERED) {
        let text = |size: usize| -> String {
            if NUMBERED.contains(pattern) {
                (0..size / pattern.len()).map(|n| pattern.replace('%', &n.to_string())).collect()
            } else {
                pattern.repeat(size / pattern.len())
            }
        };
        let (small, large) = (text(SMALL), text(4 * SMALL));
        // Whatever else the machine does only ever adds time: one quiet run of each tells enough.
        let grows = || {
            let (small, large) = (least(2, || time_of(&small)), least(2, || time_of(&large)));
            large.as_secs_f64() / (small.as_secs_f64() + 0.002)
        };
        let growth = (0..3).map(|_| grows()).find(|growth| *growth < 8.0);
        if growth.is_none() {
            slow.push(pattern);
        }
    }
    assert!(slow.is_empty(), "these take the square of their length: {slow:?}");
}

#[test]
fn deep_and_wide_texts_are_refused_on_a_small_stack() {
    let deep = [
        (">".repeat(5_000) + " a\n", true),
        ("- ".repeat(5_000) + "a\n", true),
        ("1. ".repeat(5_000) + "a\n", true),
        ((0..1_000).map(|depth| format!("{}- a\n", "  ".repeat(depth))).collect(), true),
        ("*a ".repeat(20_000) + &"b* ".repeat(20_000), false),
        ("[".repeat(20_000) + "a" + &"](b)".repeat(20_000), false),
        ("![".repeat(20_000) + "a" + &"](b)".repeat(20_000), false),
        (format!("{}\n{}\n", "|a".repeat(20_000), "|-".repeat(20_000)), true),
        ("> [^a]: ".repeat(2_000) + "a\n", true),
    ];
    for (text, is_refused) in deep {
        let built = card(&text);
        let shown: String = text.chars().take(20).collect();
        assert_eq!(finds(&built, Rule::TooLarge), is_refused, "{shown}");
    }
}

#[test]
fn a_page_that_nobody_could_read_is_refused() {
    let words = "woord ".repeat(10 * 1024 * 1024 / 6);
    let built = card(&words);
    assert!(finds(&built, Rule::TooLarge));
    assert!(html(&built).len() < words.len() + 1024 * 1024);
    // Each row of a table is filled up to the width of its head.
    let table = format!("{}\n{}\n{}", "|a".repeat(60), "|-".repeat(60), "|\n".repeat(200_000));
    assert!(html(&card(&table)).len() < 8 * 1024 * 1024);
}

#[test]
fn code_does_not_grow_beyond_three_times_its_size() {
    let blocks = [
        ("json", format!("[{}]", "1,".repeat(100_000))),
        ("json", "{\"a\":[".repeat(500)),
        ("html", "<a b=c>".repeat(2_000)),
        ("rust", "a::b!{c}\n".repeat(1_500)),
        ("nobody-knows", "<".repeat(200_000)),
        ("", "&".repeat(200_000)),
        ("c", "/*".repeat(8_000)),
    ];
    for (language, code) in blocks {
        let built = card(&format!("```{language}\n{code}\n```\n"));
        // `<` and `&` are written with four or five bytes.
        let signs = code.bytes().filter(|byte| matches!(byte, b'<' | b'>' | b'&' | b'"')).count();
        let most = 3 * code.len() + 5 * signs + 80 * 1024;
        assert!(html(&built).len() <= most, "{language}: {} of {}", html(&built).len(), code.len());
    }
}

#[test]
fn yaml_that_could_fill_the_memory_is_refused() {
    let lol: String = (1..=9)
        .map(|level| format!("l{level}: &l{level} [{}]\n", format!("*l{},", level - 1).repeat(9)))
        .collect();
    let maps: String = (1..=9)
        .map(|level| format!("m{level}: &m{level} {{a: *m{0}, b: *m{0}, c: *m{0}}}\n", level - 1))
        .collect();
    let merge: String =
        (1..=9).map(|level| format!("n{level}: &n{level} {{<<: [*n{0}, *n{0}]}}\n", level - 1)).collect();
    let texts = [
        format!("l0: &l0 lol\n{lol}"),
        format!("m0: &m0 {{x: y}}\n{maps}"),
        format!("n0: &n0 {{x: y}}\n{merge}"),
        format!("a: &a {}\nb: [{}]\n", "x".repeat(100_000), "*a,".repeat(5_000)),
        "[".repeat(100_000),
        "{a: ".repeat(50_000),
        "- ".repeat(50_000),
        (0..200_000).map(|key| format!("k{key}: v\n")).collect(),
        "\"".repeat(99_999),
        "? ".repeat(50_000),
        format!("a: |\n{}", " ".repeat(100_000)),
        "!a ".repeat(20_000),
        "&a ".repeat(20_000),
        "%a\n".repeat(20_000),
        "---\n".repeat(20_000),
    ];
    for text in texts {
        let shown: String = text.chars().take(20).collect();
        let pool =
            rayon::ThreadPoolBuilder::new().num_threads(1).stack_size(STACK).build().expect("a thread");
        let mut site = inputs(&[("wijkgids.yaml", "title: Gids\n")]);
        put(&mut site, "kaarten/a.md", &format!("---\ntitel: A\n{text}\n---\n"));
        put(&mut site, "kaarten/b.md", &format!("---\n{text}\n---\n"));
        let built = pool.install(|| Pipeline::new().run(&site));
        assert!(built.has_errors(), "{shown}");
        put(&mut site, "bronnen.yaml", &text);
        put(&mut site, "wijkgids.yaml", &text);
        let built = pool.install(|| Pipeline::new().run(&site));
        assert!(built.has_errors(), "{shown}");
    }
}

#[test]
fn much_that_is_harmless_is_read() {
    let comments = "# een opmerking\n";
    let words = "woord ".repeat(100_000);
    let built = Pipeline::new().run(&inputs(&[
        ("wijkgids.yaml", "title: Gids\n"),
        ("bronnen.yaml", &comments.repeat(200_000)),
        ("kaarten/a.md", &format!("---\ntitel: A\n{}samenvatting: Kort.\n---\n", comments.repeat(4_000))),
        ("kaarten/b.md", &format!("---\ntitel: B\nduur: {words}\n---\n{words}\n")),
    ]));
    assert!(!built.has_errors(), "{:#?}", built.diagnostics.first());
}

#[test]
fn a_template_that_goes_on_for_ever_is_refused() {
    let themes: &[&[(&str, &str)]] = &[
        &[("theme/templates/home.html", "{% include \"home.html\" %}")],
        &[
            ("theme/templates/home.html", "{% include \"list.html\" %}"),
            ("theme/templates/list.html", "{% include \"home.html\" %}"),
        ],
        &[("theme/templates/layout.html", "{% extends \"layout.html\" %}")],
        &[("theme/templates/home.html", "{% include \"../../etc/passwd\" %}")],
        &[("theme/templates/home.html", "{% include \"/etc/passwd\" %}")],
        &[("theme/templates/home.html", "{{ get_env(name=\"HOME\") }}")],
        &[("theme/templates/home.html", "{{ now() }}")],
        &[("theme/templates/home.html", "{{ load_data(path=\"x\") }}")],
    ];
    for theme in themes {
        let mut site = inputs(&[("wijkgids.yaml", "title: Gids\n")]);
        for (path, text) in *theme {
            put(&mut site, path, text);
        }
        let built = Pipeline::new().run(&site);
        assert!(finds(&built, Rule::TemplateError), "{theme:?}: {:#?}", built.diagnostics);
    }
}

/// Themes that hang or take gigabytes where nothing limits them: a template, and what it is made of.
fn greedy_templates() -> Vec<(&'static str, String)> {
    let nested = |depth: usize, of: &str| {
        let loops: String = (0..depth).map(|n| format!("{{% for v{n} in {of} %}}")).collect();
        format!("{loops}x{}", "{% endfor %}".repeat(depth))
    };
    let ten = "[1, 2, 3, 4, 5, 6, 7, 8, 9, 10]";
    let doubled = |set: &str| format!("{{% set s = \"0123456789\" %}}{}{{{{ s }}}}", set.repeat(40));
    vec![
        ("loops over a range", nested(2, "range(end=100000)")),
        ("loops over a list", nested(10, ten)),
        ("loops that write nothing", format!("{{% for a in {ten} %}}{}{{% endfor %}}", nested(9, ten).replace('x', ""))),
        ("a loop in a list", "{{ [[a for a in range(end=9999)] for b in range(end=9999)] | length }}".to_owned()),
        ("a text with itself", doubled("{% set s = s ~ s %}")),
        ("a list with itself", doubled("{% set s = [s, s] %}")),
        ("a list spread into itself", format!("{{% set s = [1, 2] %}}{}{{{{ s | length }}}}", "{% set s = [...s, ...s] %}".repeat(40))),
        ("a map of itself", doubled("{% set s = {\"a\": s, \"b\": s} %}")),
        ("a text that is replaced", doubled("{% set s = s | replace(from=\"0\", to=s) %}")),
        ("a text that is cut and joined", doubled("{% set s = s | split(pat=\"\") | join(sep=s) %}")),
        ("a text that is indented", doubled("{% set s = s | replace(from=\"1\", to=\"1\n1\") | indent(width=1000, blank=true) %}")),
        ("a text caught twice", doubled("{% set s %}{{ s }}{{ s }}{% endset %}")),
        ("a text in a filter", doubled("{% set s %}{% filter upper %}{{ s }}{{ s }}{% endfilter %}{% endset %}")),
        ("a text in a condition", format!("{{% set s = \"{}\" %}}{{% if {}s == \"\" %}}{{% endif %}}", "x".repeat(100_000), "s ~ ".repeat(200))),
        ("a page without end", "{% for a in range(end=99999) %}{{ page.title }} 0123456789 0123456789 0123456789 0123456789{% endfor %}".repeat(10)),
        (
            "a component of components",
            "{% component a(n) %}{% if n < 18 %}{{ <a n={n + 1}/> }}{{ <a n={n + 1}/> }}{{ <a n={n + 1}/> }}{% endif %}\
             {% endcomponent %}{{ <a n={0}/> }}"
                .to_owned(),
        ),
        (
            "a component with a text that doubles",
            "{% component a(n, s) %}{% if n < 18 %}{{ <a n={n + 1} s={s ~ s}/> }}{% endif %}{% endcomponent %}\
             {{ <a n={0} s=\"0123456789012345678901234567890123456789\"/> }}"
                .to_owned(),
        ),
        ("a text that is sought", format!("{{% set s = range(end=25000) %}}{}{{% if \"z\" in s %}}x{{% endif %}}{}", "{% for a in s %}{% for b in range(end=20) %}", "{% endfor %}".repeat(2))),
        ("lists that are compared", format!("{{% set s = range(end=25000) %}}{{% set t = range(end=25000) %}}{}{{% if s == t %}}{{% endif %}}{}", "{% for a in s %}{% for b in range(end=20) %}", "{% endfor %}".repeat(2))),
        ("lists that are cut", format!("{{% set s = range(end=25000) %}}{}{{% if s[1:] %}}{{% endif %}}{}", "{% for a in s %}{% for b in range(end=20) %}", "{% endfor %}".repeat(2))),
        ("a list that is searched by a test", format!("{{% set s = range(end=25000) %}}{}{{% if s is containing(pat=\"z\") %}}{{% endif %}}{}", "{% for a in s %}{% for b in range(end=20) %}", "{% endfor %}".repeat(2))),
        ("a list compared with itself", "{% set s = range(end=9999) %}{% for a in s %}{{ s | unique | length }}{% endfor %}".to_owned()),
    ]
}

#[test]
fn a_template_that_does_too_much_is_named() {
    for (what, template) in greedy_templates() {
        let site = tempfile::tempdir().expect("a folder");
        let write = |path: &str, text: &str| {
            let path = site.path().join(path);
            std::fs::create_dir_all(path.parent().expect("it lies in a folder")).expect("a folder");
            std::fs::write(path, text).expect("a file");
        };
        write("wijkgids.yaml", "title: Gids\ntheme: thema\n");
        write("thema/templates/not-found.html", &template);
        // In a process of its own, with a gigabyte and half a minute.
        let limits = "ulimit -v 1048576; ulimit -t 30; exec \"$@\"";
        let output = std::process::Command::new("sh")
            .args(["-c", limits, "sh", env!("CARGO_BIN_EXE_wijkgids"), "--lang", "en", "check"])
            .arg(site.path())
            .output()
            .expect("it can be started");
        let said = String::from_utf8_lossy(&output.stdout) + String::from_utf8_lossy(&output.stderr);
        assert_eq!(output.status.code(), Some(1), "{what}: {said}");
        assert!(said.contains("too-large") && said.contains("templates/not-found.html"), "{what}: {said}");
    }
}

#[test]
fn a_file_that_names_many_others_is_read_once_and_reported_shortly() {
    let script = "let a = \"https://elders.example/een/adres/met/een/lange/naam/0123456789012345678901234567890123456789\"\n";
    let drawing = "<svg xmlns=\"http://www.w3.org/2000/svg\">".to_owned()
        + &"<image href=\"https://elders.example/a.png\"/>\n".repeat(40_000)
        + "</svg>";
    for (path, text) in [("static/data.js", script.repeat(40_000)), ("static/tekening.svg", drawing)] {
        let site = inputs(&[("wijkgids.yaml", "title: Gids\n"), (path, &text)]);
        let mut found = Vec::new();
        let worked = time::work(|| found = Pipeline::new().run(&site).diagnostics);
        assert!(worked < Duration::from_secs(60), "{path}: {worked:?}");
        found.retain(|found| found.rule == Rule::ThirdParty);
        assert_eq!(found.len(), 50, "{path}");
        let mut hints = found.iter().flat_map(|found| &found.hints);
        assert!(hints.any(|hint| hint.nl == "in dit bestand zijn er nog 39950"), "{found:?}");
    }
}

#[test]
fn includes_that_double_or_go_too_deep_are_refused() {
    let built = |doubled: usize, depth: usize| {
        let mut site = inputs(&[("wijkgids.yaml", "title: Gids\n")]);
        for n in 0..depth {
            let next = format!("{{% include \"a{}.html\" %}}", n + 1).repeat(doubled);
            put(&mut site, &format!("theme/templates/a{n}.html"), &next);
        }
        put(&mut site, &format!("theme/templates/a{depth}.html"), "");
        put(&mut site, "theme/templates/not-found.html", "{% include \"a0.html\" %}");
        Pipeline::new().run(&site)
    };
    assert!(!built(3, 4).has_errors());
    assert!(finds(&built(30, 12), Rule::TooLarge));
    assert!(finds(&built(1, 200), Rule::TemplateError));
}

#[test]
fn a_long_value_that_is_used_often_is_refused() {
    let used = "{{ a }} ".repeat(10_000);
    let long = "woord ".repeat(200_000);
    let card = format!(
        "---\ntitel: \"{used}\"\nsamenvatting: \"{used}\"\n---\n{used}\n\n![{used}](<x{used}.png>)\n"
    );
    let config = format!("title: Gids\nvalues: {{a: \"{long}\"}}\n");
    let built = Pipeline::new().run(&inputs(&[("wijkgids.yaml", &config), ("kaarten/a.md", &card)]));
    for file in ["wijkgids.yaml", "kaarten/a.md"] {
        let is_told = built.diagnostics.iter().any(|found| {
            found.rule == Rule::TooLarge && found.path().is_some_and(|path| path.as_str() == file)
        });
        assert!(is_told, "{file}");
    }
    let all: usize = built.outputs.iter().map(|(_, bytes)| bytes.len()).sum();
    assert!(all < 64 * 1024 * 1024, "{all}");
}
