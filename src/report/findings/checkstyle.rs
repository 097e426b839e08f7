//! Findings as the XML of Checkstyle, which many editors and services read.

use std::io::{self, Write};

use quick_xml::Writer;
use quick_xml::events::{BytesDecl, Event};

use super::texts::{Location, Texts, Where};
use super::xml::legal;
use crate::lint::Finding;

/// Writes one document with an element for each file that findings are in.
pub(super) fn write(texts: &Texts<'_>, out: &mut impl Write) -> io::Result<()> {
    let mut files: Vec<(Location<'_>, Vec<&Finding>)> = Vec::new();
    for (finding, _) in texts.counted() {
        let Some(place) = finding.places.first() else { continue };
        let location = texts.location(&place.document, place.span);
        // Findings come in the order of their documents.
        match files.last_mut().filter(|(last, _)| last.path == location.path) {
            Some((_, findings)) => findings.push(finding),
            None => files.push((location, vec![finding])),
        }
    }
    let mut xml = Writer::new_with_indent(&mut *out, b' ', 2);
    xml.write_event(Event::Decl(BytesDecl::new("1.0", Some("UTF-8"), None)))?;
    let root = xml.create_element("checkstyle").with_attribute(("version", "4.3"));
    if files.is_empty() {
        root.write_empty()?;
    } else {
        root.write_inner_content(|xml| {
            for (location, findings) in &files {
                xml.create_element("file")
                    .with_attribute(("name", &*legal(location.path)))
                    .write_inner_content(|xml| findings.iter().try_for_each(|finding| error(texts, finding, xml)))?;
            }
            Ok(())
        })?;
    }
    out.write_all(b"\n")
}

fn error<W: Write>(texts: &Texts<'_>, finding: &Finding, xml: &mut Writer<W>) -> io::Result<()> {
    let Some(place) = finding.places.first() else { return Ok(()) };
    let location = texts.location(&place.document, place.span);
    let mut message = finding.message.clone();
    if let Some(record) = location.record {
        message = format!("{record}: {message}");
    }
    let mut error = xml.create_element("error").with_attribute(("line", &*location.line().to_string()));
    if let Where::Span(start, _) = location.lines {
        error = error.with_attribute(("column", &*start.column.to_string()));
    }
    error
        .with_attribute(("severity", finding.level.name()))
        .with_attribute(("message", &*legal(&message)))
        .with_attribute(("source", &*format!("selon.{}", finding.lint)))
        .write_empty()?;
    Ok(())
}

#[cfg(test)]
mod tests {
    use super::super::FindingFormat::Checkstyle;
    use super::super::sample::Sample;
    use crate::report::View;

    #[test]
    fn an_element_a_file() {
        assert_eq!(
            Sample::new().written(Checkstyle, View::default()),
            r#"<?xml version="1.0" encoding="UTF-8"?>
<checkstyle version="4.3">
  <file name="dép/a 1,b:c.txt">
    <error line="1" column="138" severity="error" message="13 dead here, 9 in b.txt" source="selon.unclosed-quote"/>
    <error line="1" column="156" severity="warning" message="the mayor is called otherwise" source="selon.unclosed-quote"/>
  </file>
  <file name="b.txt">
    <error line="3" column="12" severity="info" message="over a line end" source="selon.unclosed-quote"/>
  </file>
  <file name="d.jsonl">
    <error line="2" severity="error" message="dépêche 7: quotation opened and never closed" source="selon.unclosed-quote"/>
  </file>
</checkstyle>
"#
        );
    }

    #[test]
    fn nothing_ends_an_attribute() {
        let told = "]]&gt;&amp;&lt;b a=&quot;1&apos;&quot;&gt;::error::%0A␛[31m␀\u{fffd}\u{fffd}1m␇";
        assert_eq!(
            Sample::hostile().written(Checkstyle, View::default()),
            format!(
                r#"<?xml version="1.0" encoding="UTF-8"?>
<checkstyle version="4.3">
  <file name="a,b:c%{told}␊.txt">
    <error line="1" column="7" severity="error" message="::warning::{told}␍␊::stop" source="selon.unclosed-quote"/>
  </file>
</checkstyle>
"#
            )
        );
        assert_eq!(
            Sample::default().written(Checkstyle, View::default()),
            "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n<checkstyle version=\"4.3\"/>\n"
        );
    }
}
