//! Charts: where their lines and dots go; the templates draw them.

use jiff::civil::Date;
use serde::Serialize;

use super::ui::{Phrases, float};

/// The least width of a report's column, in the chart's units, which are pixels where there is room.
const STEP: f64 = 84.0;
/// The width of a character of the figures over the dots, at most.
const CHARACTER: f64 = 8.5;
/// The widths of the margins, the heights of the plot and of all.
const LEFT: f64 = 52.0;
const RIGHT: f64 = 28.0;
const TOP: f64 = 26.0;
const BOTTOM: f64 = 212.0;
const HEIGHT: f64 = 258.0;
/// A chart with more points than this has no room for their labels.
const LABELLED: usize = 24;

/// A figure of one report on its way into a chart.
#[derive(Debug)]
pub(super) struct Point {
    pub(super) label: String,
    pub(super) day: Option<Date>,
    pub(super) low: Option<f64>,
    pub(super) high: Option<f64>,
    pub(super) interval: String,
    pub(super) colour: &'static str,
    /// The text alternative.
    pub(super) title: String,
}

/// A chart of how a figure moved.
#[derive(Debug, Serialize)]
pub(super) struct Chart {
    pub(super) id: usize,
    pub(super) width: f64,
    pub(super) height: f64,
    pub(super) left: f64,
    pub(super) right: f64,
    pub(super) bottom: f64,
    pub(super) ticks: Vec<Tick>,
    pub(super) days: Vec<Day>,
    pub(super) dots: Vec<Dot>,
    /// The line through the dots, as the points of a polyline.
    pub(super) line: String,
    pub(super) is_labelled: bool,
    pub(super) description: String,
}

#[derive(Debug, Serialize)]
pub(super) struct Tick {
    pub(super) y: f64,
    pub(super) label: String,
}

/// The stretch of the time axis that one day takes.
#[derive(Debug, Serialize)]
pub(super) struct Day {
    pub(super) from: f64,
    pub(super) middle: f64,
    pub(super) to: f64,
    pub(super) label: String,
}

#[derive(Debug, Serialize)]
pub(super) struct Dot {
    pub(super) x: f64,
    pub(super) y: f64,
    /// The ends of an interval, the higher value first.
    pub(super) from: f64,
    pub(super) to: f64,
    pub(super) is_interval: bool,
    /// Whether the interval is open above or below.
    pub(super) opens: Option<&'static str>,
    pub(super) value: String,
    pub(super) label: String,
    pub(super) colour: &'static str,
    pub(super) title: String,
}

/// The chart of `points`, which are in order of time; none where there is nothing that could have moved.
pub(super) fn timeline(points: Vec<Point>, phrases: &Phrases, id: usize) -> Option<Chart> {
    let known = |point: &&Point| point.low.is_some() || point.high.is_some();
    if points.iter().filter(known).count() < 2 {
        return None;
    }
    let highest = points.iter().flat_map(|point| [point.low, point.high]).flatten().fold(0.0, f64::max);
    let (step, top) = scale(highest);
    let y = |value: f64| round(BOTTOM - (BOTTOM - TOP) * value / top);
    let description = points.iter().map(|point| point.title.as_str()).collect::<Vec<_>>().join("; ");
    let widest = points.iter().map(|point| point.interval.chars().count()).max().unwrap_or(0);
    let column = STEP.max(float(widest) * CHARACTER);
    let mut days: Vec<Day> = Vec::new();
    let mut last: Option<Option<Date>> = None;
    let mut dots = Vec::with_capacity(points.len());
    for (index, point) in points.into_iter().enumerate() {
        let x = LEFT + column * (float(index) + 0.5);
        if let Some(day) = days.last_mut().filter(|_| last == Some(point.day)) {
            day.to = x + column / 2.0;
            day.middle = f64::midpoint(day.from, day.to);
        } else {
            let label = phrases.day(point.day);
            days.push(Day { from: x - column / 2.0, middle: x, to: x + column / 2.0, label });
        }
        last = Some(point.day);
        let (low, high) = (point.low.or(point.high), point.high.or(point.low));
        let (Some(low), Some(high)) = (low, high) else { continue };
        let (from, to) = match (point.low, point.high) {
            (Some(_), None) => (y(low) - 18.0, y(low)),
            (None, Some(_)) => (y(high), y(high) + 18.0),
            _ => (y(high), y(low)),
        };
        dots.push(Dot {
            x,
            y: y(f64::midpoint(low, high)),
            from: round(from),
            to: round(to),
            is_interval: from < to,
            opens: match (point.low, point.high) {
                (Some(_), None) => Some("up"),
                (None, Some(_)) => Some("down"),
                _ => None,
            },
            value: point.interval,
            label: tail(&point.label),
            colour: point.colour,
            title: point.title,
        });
    }
    let columns = days.last().map_or(LEFT, |day| day.to);
    let line = dots.iter().map(|dot| format!("{},{}", dot.x, dot.y)).collect::<Vec<_>>().join(" ");
    let mut ticks = Vec::new();
    let mut value = 0.0;
    while value <= top {
        ticks.push(Tick { y: y(value), label: phrases.number(value) });
        value += step;
    }
    Some(Chart {
        id,
        width: columns + RIGHT,
        height: HEIGHT,
        left: LEFT,
        right: columns,
        bottom: BOTTOM,
        is_labelled: dots.len() <= LABELLED,
        ticks,
        days,
        dots,
        line,
        description,
    })
}

/// The step between ticks and the end of an axis that reaches `highest` in three to six steps of 1, 2 or 5.
fn scale(highest: f64) -> (f64, f64) {
    if !highest.is_finite() || highest <= 0.0 {
        return (1.0, 1.0);
    }
    let power = 10_f64.powf((highest / 5.0).log10().floor());
    let fits = |&factor: &f64| factor * power * 5.0 >= highest;
    let step = [1.0, 2.0, 5.0].into_iter().find(fits).unwrap_or(10.0) * power;
    (step, step * (highest / step).ceil())
}

/// The end of a label that its column has room for: the names of files that belong together differ at their ends.
fn tail(label: &str) -> String {
    const ROOM: usize = 12;
    let count = label.chars().count();
    if count <= ROOM {
        return label.to_owned();
    }
    std::iter::once('…').chain(label.chars().skip(count + 1 - ROOM)).collect()
}

fn round(value: f64) -> f64 {
    (value * 10.0).round() / 10.0
}

#[cfg(test)]
mod tests {
    use super::super::ui::Ui;
    use super::*;

    fn point(day: i8, low: Option<f64>, high: Option<f64>) -> Point {
        Point {
            label: "a".to_owned(),
            day: Some(jiff::civil::date(2020, 1, day)),
            low,
            high,
            interval: String::new(),
            colour: "c0",
            title: format!("{low:?}"),
        }
    }

    #[test]
    fn axes_end_above_the_highest_value() {
        for highest in [0.3, 1.0, 4.0, 11.0, 94.0, 118.0, 21_000.0, 3.2e9] {
            let (step, top) = scale(highest);
            assert!(top >= highest && top < highest + step, "{highest}: {step} {top}");
            assert!((1.0..=6.0).contains(&(top / step).round()), "{highest}: {step} {top}");
        }
        assert_eq!(scale(0.0), (1.0, 1.0));
        assert_eq!(scale(f64::NAN), (1.0, 1.0));
    }

    #[test]
    fn open_ends_and_days_are_drawn() {
        let phrases = Ui::English.phrases();
        assert!(timeline(vec![point(1, Some(1.0), None), point(1, None, None)], &phrases, 0).is_none());
        let points =
            vec![point(1, Some(10.0), None), point(1, Some(20.0), Some(20.0)), point(2, Some(5.0), Some(15.0))];
        let chart = timeline(points, &phrases, 0).unwrap();
        assert_eq!(chart.days.len(), 2);
        assert_eq!(chart.dots[0].opens, Some("up"));
        assert!(!chart.dots[1].is_interval && chart.dots[2].is_interval);
        assert!(chart.dots[1].y < chart.dots[2].y);
        assert_eq!(chart.description, "Some(10.0); Some(20.0); Some(5.0)");
    }
}
