//! Findings as the results of tests in the XML of `JUnit`: a suite an article, a case a finding.

use std::collections::BTreeMap;
use std::io::{self, Write};

use quick_xml::Writer;
use quick_xml::events::{BytesDecl, BytesText, Event};

use super::texts::Texts;
use super::xml::legal;
use crate::lint::{Finding, Level};
use crate::report::prose::one_line;

/// Writes one document; an article without findings is a suite with one case that passes.
///
/// What is only worth knowing is a case that passes, with the finding as its output.
pub(super) fn write(texts: &Texts<'_>, out: &mut impl Write) -> io::Result<()> {
    let mut suites: BTreeMap<&str, Vec<&Finding>> = texts.articles.keys().map(|&id| (id, Vec::new())).collect();
    for (finding, _) in texts.counted() {
        if let Some(place) = finding.places.first() {
            suites.entry(&place.document).or_default().push(finding);
        }
    }
    let cases: usize = suites.values().map(|findings| findings.len().max(1)).sum();
    let failures: usize = suites.values().map(|findings| failed(findings)).sum();
    let mut xml = Writer::new_with_indent(&mut *out, b' ', 2);
    xml.write_event(Event::Decl(BytesDecl::new("1.0", Some("UTF-8"), None)))?;
    let root = xml
        .create_element("testsuites")
        .with_attribute(("name", "selon"))
        .with_attribute(("tests", &*cases.to_string()))
        .with_attribute(("failures", &*failures.to_string()))
        .with_attribute(("errors", "0"));
    if suites.is_empty() {
        root.write_empty()?;
    } else {
        root.write_inner_content(|xml| {
            suites.iter().try_for_each(|(document, findings)| suite(texts, document, findings, xml))
        })?;
    }
    out.write_all(b"\n")
}

/// How many of `findings` are failures.
fn failed(findings: &[&Finding]) -> usize {
    findings.iter().filter(|finding| finding.level > Level::Info).count()
}

fn suite<W: Write>(texts: &Texts<'_>, document: &str, findings: &[&Finding], xml: &mut Writer<W>) -> io::Result<()> {
    let name = legal(document);
    xml.create_element("testsuite")
        .with_attribute(("name", &*name))
        .with_attribute(("tests", &*findings.len().max(1).to_string()))
        .with_attribute(("failures", &*failed(findings).to_string()))
        .with_attribute(("errors", "0"))
        .write_inner_content(|xml| {
            if findings.is_empty() {
                let case = xml.create_element("testcase").with_attribute(("name", "selon"));
                case.with_attribute(("classname", &*name)).write_empty()?;
            }
            findings.iter().try_for_each(|finding| case(texts, &name, finding, xml))
        })?;
    Ok(())
}

fn case<W: Write>(texts: &Texts<'_>, name: &str, finding: &Finding, xml: &mut Writer<W>) -> io::Result<()> {
    let mut lines = Vec::new();
    for place in &finding.places {
        let at = match texts.points(place) {
            Some((start, _)) => format!("{}:{}:{}", place.document, start.line, start.column),
            None => place.document.to_string(),
        };
        let written = texts.text(&place.document).map_or("", |text| &text.article.text[place.span]);
        let label = if place.label.is_empty() { String::new() } else { format!(" ({})", place.label) };
        lines.push(legal(&one_line(&format!("{at}: {written}{label}"))));
    }
    let told = lines.join("\n");
    let case =
        xml.create_element("testcase").with_attribute(("name", finding.lint)).with_attribute(("classname", name));
    case.write_inner_content(|xml| {
        if finding.level == Level::Info {
            let told = format!("{}\n{told}", legal(&finding.message));
            xml.create_element("system-out").write_text_content(BytesText::new(&told))?;
        } else {
            xml.create_element("failure")
                .with_attribute(("type", finding.level.name()))
                .with_attribute(("message", &*legal(&finding.message)))
                .write_text_content(BytesText::new(&told))?;
        }
        Ok(())
    })?;
    Ok(())
}

#[cfg(test)]
mod tests {
    use super::super::FindingFormat::Junit;
    use super::super::sample::Sample;
    use crate::report::View;

    #[test]
    fn a_suite_an_article() {
        assert_eq!(
            Sample::new().written(Junit, View::default()),
            r#"<?xml version="1.0" encoding="UTF-8"?>
<testsuites name="selon" tests="5" failures="3" errors="0">
  <testsuite name="b.txt" tests="1" failures="0" errors="0">
    <testcase name="unclosed-quote" classname="b.txt">
      <system-out>over a line end
b.txt:3:12: a fait 9 morts selon</system-out>
    </testcase>
  </testsuite>
  <testsuite name="c.txt" tests="1" failures="0" errors="0">
    <testcase name="selon" classname="c.txt"/>
  </testsuite>
  <testsuite name="dép/a 1,b:c.txt" tests="2" failures="2" errors="0">
    <testcase name="unclosed-quote" classname="dép/a 1,b:c.txt">
      <failure type="error" message="13 dead here, 9 in b.txt">dép/a 1,b:c.txt:1:138: 13 morts (13)
b.txt:3:19: 9 morts (9 )
dép/a 1,b:c.txt:1:212: neuf</failure>
    </testcase>
    <testcase name="unclosed-quote" classname="dép/a 1,b:c.txt">
      <failure type="warning" message="the mayor is called otherwise">dép/a 1,b:c.txt:1:156: maire</failure>
    </testcase>
  </testsuite>
  <testsuite name="dépêche 7" tests="1" failures="1" errors="0">
    <testcase name="unclosed-quote" classname="dépêche 7">
      <failure type="error" message="quotation opened and never closed">dépêche 7:1:1: « Oui (opened here)</failure>
    </testcase>
  </testsuite>
</testsuites>
"#
        );
    }

    #[test]
    fn nothing_ends_an_attribute_or_a_text() {
        let told = "]]&gt;&amp;&lt;b a=&quot;1&apos;&quot;&gt;::error::%0A␛[31m␀\u{fffd}\u{fffd}1m␇";
        assert_eq!(
            Sample::hostile().written(Junit, View::default()),
            format!(
                r#"<?xml version="1.0" encoding="UTF-8"?>
<testsuites name="selon" tests="1" failures="1" errors="0">
  <testsuite name="a,b:c%{told}␊.txt" tests="1" failures="1" errors="0">
    <testcase name="unclosed-quote" classname="a,b:c%{told}␊.txt">
      <failure type="error" message="::warning::{told}␍␊::stop">a,b:c%{told} .txt:1:7: {told} ({told})</failure>
    </testcase>
  </testsuite>
</testsuites>
"#
            )
        );
        assert_eq!(
            Sample::default().written(Junit, View::default()),
            "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n\
             <testsuites name=\"selon\" tests=\"0\" failures=\"0\" errors=\"0\"/>\n"
        );
    }
}
