//! Axes of charts: they map numbers to percent of a chart's width, and list the round numbers written along the axis.

/// An axis: numbers to percent of the chart's width.
#[derive(Clone, Copy, Debug)]
pub(super) struct Axis {
    from: f64,
    to: f64,
    start: f64,
    end: f64,
    is_log: bool,
}

impl Axis {
    /// An even scale from `from` to `to`, laid from `start` to `end` percent.
    pub(super) fn even(from: f64, to: f64, start: f64, end: f64) -> Self {
        let to = if to > from { to } else { from + 1.0 };
        Self { from, to, start, end, is_log: false }
    }

    /// A logarithmic scale; numbers must be above zero.
    pub(super) fn ratios(from: f64, to: f64, start: f64, end: f64) -> Self {
        let to = if to > from { to } else { from * 10.0 };
        Self { from: libm::log10(from), to: libm::log10(to), start, end, is_log: true }
    }

    /// Whether equal steps multiply.
    pub(super) fn multiplies(&self) -> bool {
        self.is_log
    }

    /// The place of a number in percent; numbers beyond the ends are put on the ends.
    pub(super) fn place(&self, x: f64) -> f64 {
        let x = if self.is_log { libm::log10(x.max(1e-300)) } else { x };
        let share = ((x - self.from) / (self.to - self.from)).clamp(0.0, 1.0);
        self.start + share * (self.end - self.start)
    }

    /// Round numbers along the axis, about `most` at most.
    pub(super) fn ticks(&self, most: usize) -> Vec<f64> {
        if self.is_log {
            let (first, last) = (libm::ceil(self.from - 1e-9) as i32, libm::floor(self.to + 1e-9) as i32);
            let step = ((last - first) / most.max(1) as i32 + 1).max(1);
            return (first..=last)
                .filter(|power| (last - power) % step == 0)
                .map(|power| libm::exp10(power.into()))
                .collect();
        }
        let rough = (self.to - self.from) / most.max(1) as f64;
        let power = libm::exp10(libm::floor(libm::log10(rough)));
        let step = [1.0, 2.0, 5.0, 10.0].map(|by| by * power).into_iter().find(|step| *step >= rough * 0.999);
        let step = step.unwrap_or(10.0 * power);
        let first = libm::ceil(self.from / step - 1e-9) as i64;
        let last = libm::floor(self.to / step + 1e-9) as i64;
        (first..=last).map(|n| n as f64 * step).collect()
    }
}

/// A place in percent, in short form.
pub(super) fn pct(x: f64) -> String {
    format!("{}%", libm::round(x * 100.0) / 100.0)
}

/// A round number of an axis: `200`, `15,000`, `2.5 million` in figures, `0.05`.
pub(super) fn tick(x: f64) -> String {
    if x.fract() == 0.0 && x.abs() < 9e15 {
        crate::number_format::grouped(x as i64)
    } else if x.abs() >= 1e-4 {
        format!("{x}")
    } else {
        format!("{x:e}")
    }
}
