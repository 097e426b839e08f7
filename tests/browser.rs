//! Pages of `selon report` in a real browser: Chromium without a window, which `.ci/run` installs.
//!
//! `PICTURES=folder cargo test --test browser` also leaves pictures of the pages, wide and narrow, light and dark.

#[path = "browser/devtools.rs"]
mod devtools;

use std::fs;
use std::path::{Path, PathBuf};
use std::process::Command;

use devtools::Browser;

const ROOT: &str = env!("CARGO_MANIFEST_DIR");

/// A browser; none, with the reason told, where there is none on this machine.
fn browser(name: &str) -> Option<Browser> {
    let Some(program) = devtools::found() else {
        // Whoever runs the tests is to know that none of the pages was opened.
        let _ = std::io::Write::write_all(
            &mut std::io::stderr(),
            b"skipped: no Chromium in PATH, and CHROMIUM names none\n",
        );
        return None;
    };
    Some(Browser::start(&program, &folder(name).join("profile")))
}

fn folder(name: &str) -> PathBuf {
    let folder = Path::new(env!("CARGO_TARGET_TMPDIR")).join("browser").join(name);
    fs::create_dir_all(&folder).unwrap();
    folder
}

/// The reports of a dossier of the fixtures.
fn dossier(name: &str) -> Vec<PathBuf> {
    let entries = fs::read_dir(Path::new(ROOT).join("fixtures/dossiers").join(name)).unwrap();
    let mut paths: Vec<PathBuf> = entries.map(|entry| entry.unwrap().path()).collect();
    paths.retain(|path| path.extension().is_some_and(|ending| ending == "txt"));
    paths.sort();
    paths
}

/// Writes the report on `paths` to `output` and gives its address.
fn written(paths: &[PathBuf], output: &Path, arguments: &[&str]) -> String {
    let mut command = Command::new(env!("CARGO_BIN_EXE_selon"));
    command.args(["report", "--format", "html"]).args(arguments).arg("--output").arg(output).args(paths);
    let done = command.output().unwrap();
    assert!(done.status.success(), "{done:?}");
    format!("file://{}", output.display())
}

fn count(browser: &mut Browser, selector: &str) -> u64 {
    browser.value(&format!("document.querySelectorAll({selector:?}).length")).as_u64().unwrap()
}

#[test]
fn a_page_opens_quietly_and_asks_for_nothing() {
    let Some(mut browser) = browser("quiet") else { return };
    for ui in ["en", "fr"] {
        let page = folder("quiet").join(format!("{ui}.html"));
        let address = written(&dossier("tchar-daria"), &page, &["--ui", ui]);
        browser.open(&address);
        assert_eq!(browser.complaints(), [""; 0]);
        assert_eq!(browser.requests(), [address]);
        assert_eq!(browser.value("document.documentElement.lang"), ui);
        assert_eq!(count(&mut browser, "article.report"), 7);
        assert!(count(&mut browser, ".said") > 40);
        assert_eq!(
            browser.value("new Set([...document.querySelectorAll('[id]')].map((e) => e.id)).size"),
            browser.value("document.querySelectorAll('[id]').length"),
            "every id is there once"
        );
        let dead = "[...document.querySelectorAll('a[href^=\"#\"]')].map((a) => a.getAttribute('href').slice(1))\
             .filter((id) => !document.getElementById(id))";
        assert_eq!(browser.value(dead), serde_json::json!([]), "every link leads somewhere");
    }
}

#[test]
fn a_source_is_filtered_by_mouse() {
    let Some(mut browser) = browser("filter") else { return };
    let address = written(&dossier("seisme-karnali"), &folder("filter").join("page.html"), &[]);
    browser.open(&address);
    let speaker = browser.value("document.querySelector('.chip').dataset.filter");
    let own = format!(".ref[data-s='{}']", speaker.as_str().unwrap());
    let (own, all) = (count(&mut browser, &own), count(&mut browser, ".ref"));
    assert!(0 < own && own < all);
    browser.value("document.querySelector('.chip').click()");
    assert_eq!(count(&mut browser, ".ref.kept"), own);
    assert_eq!(browser.value("document.querySelector('.chip').getAttribute('aria-pressed')"), "true");
    let whole = "[...document.querySelectorAll('.ref.kept')].every((ref) => [...document.querySelectorAll(`.marked \
        .said[data-a=\"${ref.dataset.a}\"]`)].every((said) => said.classList.contains('kept')))";
    assert_eq!(browser.value(whole), true, "what a source says stays tinted");
    assert!(count(&mut browser, ".said.kept") > 0);
    let visible =
        "[...document.querySelectorAll('.ref')].filter((r) => r.checkVisibility({visibilityProperty: true})).length";
    assert_eq!(browser.value(visible), own);
    assert_eq!(browser.value("document.querySelector('[data-filter-bar]').hidden"), false);
    browser.value("document.querySelector('[data-filter-next]').click()");
    assert_eq!(browser.value("document.activeElement.classList.contains('kept')"), true);
    assert_eq!(browser.value("document.querySelector('[data-card]').hidden"), false, "the card comes with it");
    browser.value("document.querySelector('[data-filter-clear]').click()");
    assert_eq!(browser.value(visible), all);
    assert_eq!(browser.value("document.querySelector('[data-filter-bar]').hidden"), true);
    // What is hovered shows who says it and by which rule.
    browser.hover(".said.direct");
    let card = browser.value("document.querySelector('[data-card]').innerText");
    assert!(card.as_str().unwrap().contains("fr/verbs.yaml"), "{card}");
    assert!(count(&mut browser, ".said.lit") > 0);
    assert_eq!(browser.complaints(), [""; 0]);
}

#[test]
fn everything_is_reached_by_keyboard() {
    let Some(mut browser) = browser("keyboard") else { return };
    let address = written(&dossier("liaison-est"), &folder("keyboard").join("page.html"), &[]);
    browser.open(&address);
    browser.press("Tab");
    assert_eq!(browser.value("document.activeElement.className"), "skip");
    browser.press("Enter");
    assert_eq!(browser.value("document.activeElement.id"), "content");
    // From there to a source of the first report.
    browser.value("document.querySelector('.report .chip').focus()");
    for key in [" ", "Enter"] {
        browser.press(key);
        assert_eq!(browser.value("document.activeElement.getAttribute('aria-pressed')"), "true", "{key}");
        assert!(count(&mut browser, ".ref.kept") > 0);
        browser.press("Escape");
        assert_eq!(browser.value("document.activeElement.getAttribute('aria-pressed')"), "false", "{key}");
        assert_eq!(count(&mut browser, ".filtered"), 0);
    }
    // Behind the last source come the passages; each tells whose it is, and the next is an arrow away.
    for _ in 0..40 {
        if browser.value("document.activeElement.classList.contains('ref')") == true {
            break;
        }
        browser.press("Tab");
    }
    assert_eq!(browser.value("document.activeElement.classList.contains('ref')"), true);
    assert_eq!(browser.value("document.activeElement.getAttribute('aria-describedby')"), "card");
    let first = browser.value("document.activeElement.id");
    let label = browser.value("document.activeElement.getAttribute('aria-label')");
    let card = browser.value("document.querySelector('[data-card] .speaker').innerText");
    let name = label.as_str().unwrap().split_once(": ").unwrap().1;
    assert!(card.as_str().unwrap().contains(name), "{card} for {label}");
    browser.press("ArrowRight");
    assert_ne!(browser.value("document.activeElement.id"), first);
    browser.press("ArrowLeft");
    assert_eq!(browser.value("document.activeElement.id"), first);
    browser.press("Escape");
    assert_eq!(browser.value("document.querySelector('[data-card]').hidden"), true);
    // The way from a passage to its entry in the list, which unfolds, and back.
    browser.press("Enter");
    let entry = browser.value("location.hash.slice(1)");
    let is_open = "document.getElementById(location.hash.slice(1)).closest('details').open";
    assert_eq!(browser.value(is_open), true, "{entry}");
    // Whatever can be focused has a name.
    let tree = browser.call("Accessibility.getFullAXTree", serde_json::json!({}));
    for node in tree["nodes"].as_array().unwrap() {
        let role = node["role"]["value"].as_str().unwrap_or_default();
        if ["button", "link", "searchbox", "image", "region"].contains(&role) && node["ignored"] != true {
            assert_ne!(node["name"]["value"].as_str().unwrap_or_default(), "", "{node}");
        }
    }
    assert_eq!(browser.complaints(), [""; 0]);
}

#[test]
fn hostile_articles_stay_inert() {
    let Some(mut browser) = browser("hostile") else { return };
    let folder = folder("hostile");
    let attack = "<script>window.pwned = 1</script></style></script><img src=x onerror=\"window.pwned = 2\">";
    let record = serde_json::json!({
        "id": format!("a\"><script>window.pwned = 3</script>.txt"),
        "outlet": "'\"><svg onload=window.pwned=4>\u{202e}tuoL",
        "published": "2021-01-12",
        "title": format!("{attack} {{{{ 7 * 7 }}}} \u{202e}retourné"),
        "text": format!(
            "La maire, Jeanne {attack} Kerdal, a déclaré : « {attack} \u{200f}\u{202e}Nous n'abandonnerons personne ! ». \
             Selon Paul <b onclick=\"window.pwned=5\">Aubrac</b>, au moins 27 personnes ont été tuées </p></article>. \
             « Jamais \" onmouseover=\"window.pwned=6\" de la vie », a promis Jeanne Kerdal {{% raw %}}."
        ),
    });
    let records = folder.join("records.jsonl");
    fs::write(&records, format!("{record}\n")).unwrap();
    let address = written(&[records], &folder.join("page.html"), &[]);
    browser.open(&address);
    for _ in 0..30 {
        browser.press("Tab");
    }
    browser.hover(".said");
    browser.value("document.querySelectorAll('.chip, .said').forEach((e) => e.click())");
    assert_eq!(browser.value("typeof window.pwned"), "undefined");
    assert_eq!(browser.complaints(), [""; 0]);
    assert_eq!(browser.requests(), [address]);
    for (selector, expected) in
        [("script", 1), ("style", 1), ("img", 0), ("[onload], [onclick], [onmouseover], b[onclick]", 0)]
    {
        assert_eq!(count(&mut browser, selector), expected, "{selector}");
    }
    let text = browser.value("document.querySelector('.report').textContent");
    for part in
        ["<script>window.pwned = 1</script>", "</style>", "{% raw %}", "onmouseover=\"window.pwned=6\"", "\u{202e}"]
    {
        assert!(text.as_str().unwrap().contains(part), "{part} in {text}");
    }
    // A right-to-left mark turns only the name or paragraph it stands in.
    let loose = "[...document.querySelectorAll('*')].filter((e) => [...e.childNodes].some((n) => n.nodeType === 3 && \
         /\\u202e/.test(n.data)) && !e.closest('bdi, [dir=auto], title, script')).map((e) => e.outerHTML)";
    assert_eq!(browser.value(loose), serde_json::json!([]));
    // Even if something slipped through, the page's policy would not run it.
    browser.value("document.body.insertAdjacentHTML('beforeend', '<img src=x onerror=\"window.pwned=7\"><i style=\"color:red\">')");
    browser.value("new Promise((done) => setTimeout(done, 200))");
    assert_eq!(browser.value("typeof window.pwned"), "undefined");
    assert!(browser.complaints().iter().all(|complaint| complaint.contains("Content Security Policy")));
    assert!(!browser.complaints().is_empty());
}

/// The texts whose contrast with what is behind them is below 4.5, or 3 where they are large.
const FAINT: &str = r"(() => {
  const canvas = new OffscreenCanvas(1, 1).getContext('2d', { willReadFrequently: true });
  const rgba = (colour) => { canvas.clearRect(0, 0, 1, 1); canvas.fillStyle = colour; canvas.fillRect(0, 0, 1, 1); return canvas.getImageData(0, 0, 1, 1).data; };
  const light = (c) => { const f = (v) => (v /= 255) <= .04045 ? v / 12.92 : ((v + .055) / 1.055) ** 2.4; return .2126 * f(c[0]) + .7152 * f(c[1]) + .0722 * f(c[2]); };
  const behind = (e) => { for (; e; e = e.parentElement) { const c = rgba(getComputedStyle(e).backgroundColor); if (c[3] > 250) return c; } return rgba(getComputedStyle(document.body).backgroundColor); };
  const faint = new Map();
  for (const e of document.querySelectorAll('body *')) {
    if (![...e.childNodes].some((n) => n.nodeType === 3 && n.data.trim()) || !e.checkVisibility({ visibilityProperty: true }) || e.closest('script')) continue;
    const style = getComputedStyle(e);
    const a = light(rgba(e instanceof SVGElement ? style.fill : style.color)), b = light(behind(e));
    const contrast = (Math.max(a, b) + .05) / (Math.min(a, b) + .05);
    const size = parseFloat(style.fontSize);
    if (contrast < (size >= 24 || size >= 18.66 && style.fontWeight >= 700 ? 3 : 4.5)) faint.set(e.className.baseVal ?? e.className, `${e.localName} ${contrast.toFixed(2)} ${e.textContent.slice(0, 30)}`);
  }
  return [...faint].map(String);
})()";

#[test]
fn pages_are_legible_on_desks_and_phones_by_day_and_night_and_on_paper() {
    let Some(mut browser) = browser("legible") else { return };
    let pictures = std::env::var_os("PICTURES").map(PathBuf::from);
    for (name, ui) in [("seisme-karnali", "en"), ("tchar-daria", "fr")] {
        let address = written(&dossier(name), &folder("legible").join(format!("{name}.html")), &["--ui", ui]);
        for (width, height) in [(1280, 900), (390, 844)] {
            for is_dark in [false, true] {
                browser.view(width, height, is_dark);
                browser.open(&address);
                assert_eq!(browser.value(FAINT), serde_json::json!([]), "{name} {width} dark: {is_dark}");
                let wide = browser.value("document.scrollingElement.scrollWidth");
                assert!(wide.as_u64().unwrap() <= u64::from(width), "{name} scrolls sideways: {wide} at {width}");
                let small = browser.value("parseFloat(getComputedStyle(document.querySelector('p.text')).fontSize)");
                assert!(small.as_f64().unwrap() >= 16.0);
                if let Some(pictures) = &pictures {
                    fs::create_dir_all(pictures).unwrap();
                    let page = browser.value("document.scrollingElement.scrollHeight").as_f64().unwrap();
                    let step: f64 = if width > 600 { 1700.0 } else { 2400.0 };
                    let mut top = 0.0;
                    let mut part = 0;
                    while top < page {
                        let scheme = if is_dark { "dark" } else { "light" };
                        let path = pictures.join(format!("{name}-{width}-{scheme}-{part:02}.png"));
                        browser.picture(&path, Some((top, f64::from(width), step.min(page - top))));
                        (top, part) = (top + step, part + 1);
                    }
                    browser.hover(".said.direct");
                    browser.picture(&pictures.join(format!("{name}-{width}-{is_dark}-card.png")), None);
                    browser.value("document.querySelector('.report .chip').click()");
                    browser.value("document.querySelector('[data-filter-next]').click()");
                    browser.picture(&pictures.join(format!("{name}-{width}-{is_dark}-filter.png")), None);
                    browser.value("document.querySelector('.report .chip').click()");
                }
            }
        }
        browser.view(1280, 900, false);
        browser.open(&address);
        browser.call("Emulation.setEmulatedMedia", serde_json::json!({"media": "print"}));
        assert_eq!(browser.value("document.querySelector('.masthead').checkVisibility()"), false);
        let pdf = browser.call("Page.printToPDF", serde_json::json!({"printBackground": true}));
        assert!(pdf["data"].as_str().unwrap().len() > 20_000);
        if let Some(pictures) = &pictures {
            use base64::Engine;
            let bytes = base64::engine::general_purpose::STANDARD.decode(pdf["data"].as_str().unwrap()).unwrap();
            fs::write(pictures.join(format!("{name}.pdf")), bytes).unwrap();
        }
    }
}

#[test]
fn a_large_set_is_many_pages_that_lead_to_each_other() {
    let Some(mut browser) = browser("large") else { return };
    let folder = folder("large");
    let record = |at: usize| {
        let text = format!("La maire, Jeanne Kerdal, a annoncé que {at} personnes ont été évacuées à Valmer-{at}.");
        serde_json::json!({"id": format!("{at:04}"), "published": "2021-01-12", "text": text}).to_string()
    };
    let records = folder.join("records.jsonl");
    fs::write(&records, (0..250).map(record).collect::<Vec<_>>().join("\n")).unwrap();
    let output = folder.join("pages");
    let _ = fs::remove_dir_all(&output);
    fs::create_dir_all(&output).unwrap();
    let address = written(&[records], &output, &[]);
    let sizes = fs::read_dir(&output).unwrap().map(|entry| entry.unwrap().metadata().unwrap().len());
    assert!(sizes.max().unwrap() < 1_000_000);
    browser.open(&format!("{address}/index.html"));
    assert_eq!(browser.complaints(), [""; 0]);
    assert_eq!(count(&mut browser, ".report-list > li:not(.elsewhere)"), 200);
    assert_eq!(count(&mut browser, ".pager a"), 2);
    let shown = "[...document.querySelectorAll('.report-list > li')].filter((e) => !e.hidden).length";
    assert_eq!(browser.value(shown), 200);
    // The first page finds what the others list as well.
    for (wanted, found) in [("0042", 1), ("0242", 1), ("nowhere", 0), ("", 200)] {
        browser.value(&format!(
            "(() => {{ const search = document.querySelector('[data-search]'); search.value = {wanted:?}; \
             search.dispatchEvent(new Event('input')); }})()"
        ));
        assert_eq!(browser.value(shown), found, "{wanted}");
        let none = browser.value("document.querySelector('[data-none]').hidden");
        assert_eq!(none, found > 0, "{wanted}");
    }
    // Each link of each page leads to a page, and each place on it is there.
    let mut seen = std::collections::BTreeSet::new();
    for page in ["index.html", "index-2.html", "sources.html", "claims.html", "report-0043.html", "findings.html"] {
        browser.open(&format!("{address}/{page}"));
        assert_eq!(browser.complaints(), [""; 0], "{page}");
        let links = browser.value("[...document.querySelectorAll('a')].map((a) => a.getAttribute('href'))");
        for link in links.as_array().unwrap() {
            let link = link.as_str().unwrap();
            let (file, anchor) = link.split_once('#').unwrap_or((link, ""));
            seen.insert((if file.is_empty() { page } else { file }.to_owned(), anchor.to_owned()));
        }
    }
    assert!(seen.len() > 250);
    for (file, anchor) in seen {
        let content = fs::read_to_string(output.join(&file)).unwrap_or_else(|_| panic!("{file} is not there"));
        assert!(anchor.is_empty() || content.contains(&format!("id=\"{anchor}\"")), "{file}#{anchor}");
    }
}
