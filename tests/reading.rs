//! Reading of articles from files and directories, and what holds of every article read.

use std::fs;
use std::path::PathBuf;

use selon::article::{Article, BlockKind, Format, ReadError, Reading, Sources, from_text};

const DOSSIER: &str = concat!(env!("CARGO_MANIFEST_DIR"), "/fixtures/reading/dossier");

fn read(paths: &[&str]) -> Vec<Result<Reading, ReadError>> {
    Sources::new(paths).collect()
}

/// The blocks of `article`, each as it is read.
fn texts(article: &Article) -> Vec<(BlockKind, String)> {
    let text = |pieces: &[_]| pieces.iter().map(|piece| article.read(piece)).collect();
    article.blocks.iter().map(|block| (block.kind, text(&block.pieces))).collect()
}

/// What holds whatever was read: pieces are in order, on character boundaries, none is empty.
fn assert_sound(article: &Article) {
    let mut last = 0;
    for block in &article.blocks {
        assert!(!block.pieces.is_empty(), "{}: a block of nothing", article.id);
        for piece in &block.pieces {
            let span = piece.span();
            assert!(article.text.get(span.range()).is_some(), "{}: {span:?} is not a stretch of it", article.id);
            assert!(last <= span.start() && !span.is_empty(), "{}: {span:?} comes after {last}", article.id);
            assert!(!article.read(piece).is_empty(), "{}: {span:?} is read as nothing", article.id);
            last = span.end();
        }
    }
}

fn in_scratch(name: &str) -> PathBuf {
    let directory = PathBuf::from(env!("CARGO_TARGET_TMPDIR")).join("reading").join(name);
    let _ = fs::remove_dir_all(&directory);
    fs::create_dir_all(&directory).unwrap();
    directory
}

#[test]
fn a_directory_is_read_in_order_and_past_errors() {
    let told = |read: &Result<Reading, ReadError>| match read {
        Ok(reading) => reading.article.id.replace(DOSSIER, ""),
        Err(error) => format!("error {}", error.to_string().replace(DOSSIER, "")),
    };
    let found: Vec<String> = read(&[DOSSIER]).iter().map(told).collect();
    let expected = [
        "/a.txt",
        "/b.md",
        "/c.html",
        "depeche-1",
        "error /d.jsonl:2:43: EOF while parsing an object, expected a JSON object with \"text\"",
        "/d.jsonl:3",
        "/sub/latin9.txt",
    ];
    assert_eq!(found, expected);
    // Whatever is given twice, or within what is given, is read once.
    let (file, sub) = (format!("{DOSSIER}/a.txt"), format!("{DOSSIER}/sub"));
    assert_eq!(read(&[&sub, &file, DOSSIER, DOSSIER]).len(), expected.len());
}

#[test]
fn the_same_report_reads_alike_in_every_format() {
    let articles: Vec<Article> = read(&[DOSSIER]).into_iter().flatten().map(|reading| reading.article).collect();
    let [plain, markdown, page, record, bare, latin] = articles.as_slice() else { panic!("six articles") };
    articles.iter().for_each(assert_sound);

    assert_eq!(plain.title.as_deref(), Some("Un incendie fait deux blessés à Valmont"));
    assert_eq!(plain.outlet.as_deref(), Some("La Gazette de Valmont"));
    assert_eq!(plain.published, Some(jiff::civil::date(2021, 3, 4)));
    let prose = "Deux personnes ont été blessées, ont indiqué les pompiers.\n".to_owned();
    assert_eq!(texts(plain), [(BlockKind::Plain, prose)]);

    let expected = [
        (BlockKind::Title, "Incendie à Valmont"),
        (BlockKind::Paragraph, "VALMONT — « Le feu est maîtrisé », a déclaré la maire, Claire Aubin."),
        (BlockKind::Quotation, "Nous restons prudents."),
    ];
    assert_eq!(texts(markdown), expected.map(|(kind, text)| (kind, text.to_owned())));

    let expected = [
        (BlockKind::Title, "Le feu de Valmont"),
        (BlockKind::Paragraph, "L’incendie a fait trois\u{a0}blessés, selon la préfecture."),
        (BlockKind::Paragraph, "«\u{a0}Rien ne permet de conclure\u{a0}», a dit le procureur."),
    ];
    assert_eq!(texts(page), expected.map(|(kind, text)| (kind, text.to_owned())));
    assert_eq!(page.title, None);
    assert_eq!(page.outlet.as_deref(), Some("Le Courrier"));
    assert_eq!((page.language.as_str(), page.published), ("fr", plain.published));

    assert_eq!((record.published, record.text.as_str()), (plain.published, "Trois blessés, selon la préfecture."));
    assert_eq!(bare.outlet.as_deref(), Some("La Gazette de Valmont"));
    assert_eq!(latin.text, "Le cœur de Valmont a brûlé, a déclaré la sœur du maire.\n");
}

#[test]
fn a_guess_is_told_and_what_is_asked_is_not() {
    let path = format!("{DOSSIER}/sub/latin9.txt");
    let guessed = read(&[&path]).remove(0).unwrap();
    assert_eq!(guessed.notes.len(), 1);
    assert!(guessed.notes[0].contains("ISO-8859-15"), "{:?}", guessed.notes);
    let asked = Sources::new([&path]).encoding("windows-1252".parse().ok()).next().unwrap().unwrap();
    assert!(asked.notes.is_empty());
    assert!(asked.article.text.starts_with("Le c½ur"));
}

#[test]
fn errors_say_where_and_what_was_expected() {
    let directory = in_scratch("errors");
    let path = |name: &str| directory.join(name).to_str().unwrap().to_owned();
    fs::write(path("binary.txt"), b"GIF89a\x01\0\x01").unwrap();
    fs::write(path("empty.txt"), b"\xEF\xBB\xBF \n").unwrap();
    fs::write(path("empty.jsonl"), b"\n").unwrap();
    fs::write(
        path("cut.txt"),
        "Le préfet a été évasif\u{a0}!".as_bytes().split_last().unwrap().1.split_last().unwrap().1,
    )
    .unwrap();
    fs::create_dir(path("nothing")).unwrap();
    let told = |name: &str| {
        let errors: Vec<String> = read(&[&path(name)]).into_iter().map(|read| read.unwrap_err().to_string()).collect();
        assert_eq!(errors.len(), 1, "{name}: {errors:?}");
        errors[0].replace(&format!("{}/", directory.to_str().unwrap()), "")
    };
    assert_eq!(told("missing.txt"), "missing.txt: no such file or directory");
    assert_eq!(told("binary.txt"), "binary.txt: a NUL at byte 7, expected text and not a binary file");
    assert_eq!(told("empty.txt"), "empty.txt: an empty file, expected an article");
    assert_eq!(told("empty.jsonl"), "empty.jsonl: an empty file, expected an article");
    assert_eq!(told("cut.txt"), "cut.txt: not UTF-8 at byte 26, expected text that is UTF-8 throughout");
    assert!(told("nothing").starts_with("nothing: no articles in this directory, expected files ending in .txt, .md"));
    assert_eq!(read(&[&path("missing.txt"), DOSSIER]).len(), 8);
}

#[test]
fn files_are_known_by_name_or_first_bytes() {
    let directory = in_scratch("names");
    let first = |name: &str, bytes: &[u8]| {
        let path = directory.join(name);
        fs::write(&path, bytes).unwrap();
        Sources::new([path]).next().unwrap().unwrap().article
    };
    assert_eq!(first("copy", b"{source Le maire} dit").blocks[0].kind, BlockKind::Plain);
    assert_eq!(first("page.php", b"<!DOCTYPE html><p>Un <b>mot</b>").blocks[0].kind, BlockKind::Paragraph);
    assert_eq!(first("one.json", b"{\n\"text\": \"Un\"\n}").text, "Un");
    let records = "{\"text\": \"été\"}\r\n{\"text\": \"hiver\"}\r\n";
    let utf16: Vec<u8> = "\u{feff}".encode_utf16().chain(records.encode_utf16()).flat_map(u16::to_le_bytes).collect();
    assert_eq!(first("windows.jsonl", &utf16).text, "été");
    let marked = [b"\xEF\xBB\xBF", records.as_bytes()].concat();
    assert_eq!(first("marked.jsonl", &marked).text, "été");
    let latin = "<html><meta charset=iso-8859-2><p>S\u{b3}owo";
    let bytes: Vec<u8> = latin.chars().map(|c| c as u8).collect();
    assert_eq!(texts(&first("page.html", &bytes))[0].1, "Słowo");
}

#[test]
fn whatever_is_read_is_sound() {
    // Parts of markup thrown together, the same on every run.
    let parts = [
        "<p>",
        "</p>",
        "<div class=\"share\">",
        "</div>",
        "<br>",
        "<b>",
        "</b>",
        "<li>",
        "<ul>",
        "</ul>",
        "<q>",
        "</q>",
        "<h1>",
        "</h1>",
        "<article>",
        "</article>",
        "<header>",
        "</header>",
        "<td>",
        "<table>",
        "<script>",
        "</script>",
        "<!-- é -->",
        "</>",
        "<",
        "&",
        "&eacute;",
        "&#233",
        "&nbsp;",
        "é",
        "œ",
        "\u{a0}",
        "’",
        "mot",
        " ",
        "  ",
        "\r\n",
        "\n",
        "\n\n",
        "\r",
        "\t",
        "# ",
        "> ",
        "- ",
        "*",
        "**",
        "_",
        "`",
        "\\*",
        "[l](u)",
        "![i](u)",
        "| a | b |\n|--|--|\n",
        "---\n",
        "title: x\n",
        "    ",
        "1. ",
        "[^1]",
        "[^1]: ",
        "~~",
        "```\n",
        "<?xml ",
        "]]>",
        "\u{0}",
        "😀",
        "<title>",
    ];
    let mut state: u64 = 0x2545_F491_4F6C_DD1D;
    let mut next = |below: usize| {
        state ^= state << 13;
        state ^= state >> 7;
        state ^= state << 17;
        (state % below as u64) as usize
    };
    for _ in 0..3_000 {
        let text: String = (0..next(60)).map(|_| parts[next(parts.len())]).collect();
        for format in [Format::Plain, Format::Markdown, Format::Html, Format::JsonLines, Format::Json] {
            for reading in from_text("thrown", text.clone(), format).into_iter().flatten() {
                assert_sound(&reading.article);
            }
        }
    }
}

#[test]
fn time_and_depth_are_no_matter() {
    let deep = format!("{}Fond", "<div>".repeat(20_000));
    let badly_nested = format!("{}{}", "<b><p>a".repeat(20_000), "</b></i></div>".repeat(20_000));
    let tags = "<li><a href=#>x</a>&amp;".repeat(50_000);
    let breaks = "mot<br>".repeat(50_000);
    let line = "un mot & un autre ".repeat(100_000);
    for text in [deep, badly_nested, tags, breaks, line] {
        for format in [Format::Html, Format::Markdown, Format::Plain] {
            let reading = from_text("long", text.clone(), format).remove(0).unwrap();
            assert!(!reading.article.blocks.is_empty() || format == Format::Markdown);
            assert_sound(&reading.article);
        }
    }
}
