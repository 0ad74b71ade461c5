//! Output: a plain file is written whole or not at all, anything else in place.
//!
//! A plain file is written beside its name and takes the name once it is whole. A run that is stopped therefore leaves
//! the old file or the new one. The new file keeps mode and owner of the old one, and links go on pointing at it. A
//! device, a pipe or a file that another program holds open cannot be replaced: bytes are written into it.

use std::fs::{self, File, Metadata, OpenOptions};
use std::io::{BufWriter, ErrorKind, IsTerminal, Read, Seek, Stdout, Write};
use std::path::{Path, PathBuf};

use tempfile::NamedTempFile;

use super::print;
use super::system::says;
use crate::error::Error;
use crate::reason::complaints;

/// The ending of the name of a file that is not yet whole.
pub(super) const ASIDE: &str = ".part";

/// Names of standard output.
const STANDARD: [&str; 4] = ["-", "/dev/stdout", "/dev/fd/1", "/proc/self/fd/1"];

/// Prefixes of names for what a program holds open.
const HELD_OPEN: [&str; 2] = ["/dev/fd/", "/proc/"];

/// Whether a name is one of standard output.
pub(super) fn is_standard(name: &Path) -> bool {
    name.to_str().is_some_and(|name| STANDARD.contains(&name))
}

/// Where the options of one command write: each to a place of its own, and one at most to standard output, where
/// nothing else is then printed.
#[derive(Default)]
pub(super) struct Outputs<'a> {
    asked: Vec<(&'static str, &'a Path)>,
}

impl<'a> Outputs<'a> {
    /// Adds an option and its file, where it is given.
    pub(super) fn with(mut self, option: &'static str, file: Option<&'a (impl AsRef<Path> + ?Sized)>) -> Self {
        self.asked.extend(file.map(|file| (option, file.as_ref())));
        self
    }

    /// Adds an option that prints, such as --json, where it is given.
    pub(super) fn printing(self, option: &'static str, is_given: bool) -> Self {
        self.with(option, is_given.then_some("-"))
    }

    /// Whether an option writes to standard output; an error where two would write to the same place.
    pub(super) fn take_standard(self) -> Result<bool, Error> {
        let mut standard: Option<&str> = None;
        for (at, (option, file)) in self.asked.iter().enumerate() {
            if is_standard(file) {
                if *option == "--parquet" && std::io::stdout().is_terminal() {
                    let (found, rule) = (complaints::found_terminal(), complaints::rule_not_terminal());
                    return Err(Error::Usage(complaints::error_allowed("--parquet -", found, rule)));
                }
                if let Some(other) = standard {
                    let first = if *option == "--json" { other } else { option };
                    let second = if *option == "--json" { option } else { other };
                    let (found, rule) = (complaints::found_option_too(second), complaints::rule_output());
                    return Err(Error::Usage(complaints::error_allowed(format_args!("{first} -"), found, rule)));
                }
                standard = Some(option);
            } else if let Some((other, _)) = self.asked[..at].iter().find(|(_, other)| other == file) {
                let found = complaints::found_written_too(file.display().to_string(), *other);
                if fs::metadata(file).map_or(true, |there| there.is_file()) {
                    return Err(Error::Usage(complaints::error_allowed(
                        *option,
                        found,
                        complaints::rule_another_file(),
                    )));
                }
            }
        }
        Ok(standard.is_some())
    }
}

/// Writes a file, whole or not at all. `-` is standard output.
pub(super) fn write_whole(name: &str, text: &str) -> Result<(), Error> {
    if is_standard(Path::new(name)) { print(text) } else { write_bytes(Path::new(name), text.as_bytes()) }
}

/// The same for bytes, at a path.
pub(super) fn write_bytes(path: &Path, bytes: &[u8]) -> Result<(), Error> {
    let mut output = Output::create(path)?;
    output.write_all(bytes).map_err(|e| failed_to_write(path, &e))?;
    output.finish()
}

/// The error where a file cannot be written.
pub(super) fn failed_to_write(path: &Path, why: &std::io::Error) -> Error {
    Error::Usage(complaints::error_write(path.display().to_string(), says(why)))
}

/// An output that is being written.
pub(super) struct Output {
    to: To,
    name: PathBuf,
}

enum To {
    Standard(BufWriter<Stdout>),
    Into(BufWriter<File>),
    Aside(Aside),
}

impl Output {
    /// Begins to write at a path; a plain file that exists is not touched yet.
    pub(super) fn create(path: &Path) -> Result<Self, Error> {
        let to = if is_standard(path) { Ok(To::Standard(BufWriter::new(std::io::stdout()))) } else { To::place(path) };
        let to = to.map_err(|e| failed_to_write(path, &e))?;
        Ok(Self { to, name: path.to_owned() })
    }

    /// Ends the output: a plain file takes its name.
    pub(super) fn finish(self) -> Result<(), Error> {
        let ended = match self.to {
            To::Standard(mut out) => unless_closed(out.flush(), ()),
            To::Into(mut file) => file.flush(),
            To::Aside(aside) => aside.finish(),
        };
        ended.map_err(|e| failed_to_write(&self.name, &e))
    }
}

impl Write for Output {
    fn write(&mut self, bytes: &[u8]) -> std::io::Result<usize> {
        match &mut self.to {
            To::Standard(out) => unless_closed(out.write(bytes), bytes.len()),
            To::Into(file) => file.write(bytes),
            To::Aside(aside) => aside.file.write(bytes),
        }
    }

    fn flush(&mut self) -> std::io::Result<()> {
        match &mut self.to {
            To::Standard(out) => unless_closed(out.flush(), ()),
            To::Into(file) => file.flush(),
            To::Aside(aside) => aside.file.flush(),
        }
    }
}

/// Takes a closed pipe for success: the reader has seen enough.
fn unless_closed<T>(written: std::io::Result<T>, all: T) -> std::io::Result<T> {
    match written {
        Err(e) if e.kind() == ErrorKind::BrokenPipe => Ok(all),
        written => written,
    }
}

impl To {
    fn place(path: &Path) -> std::io::Result<Self> {
        let there = match fs::metadata(path) {
            Ok(there) => Some(there),
            Err(e) if e.kind() == ErrorKind::NotFound => None,
            Err(e) => return Err(e),
        };
        let is_held = HELD_OPEN.iter().any(|begins| path.to_string_lossy().starts_with(begins));
        if there.as_ref().is_some_and(|there| is_held || !there.is_file()) {
            let file = OpenOptions::new().write(true).truncate(true).open(path)?;
            return Ok(Self::Into(BufWriter::new(file)));
        }
        Aside::create(followed(path)?, there.as_ref()).map(Self::Aside)
    }
}

/// The target of a link, whether or not it exists.
fn followed(path: &Path) -> std::io::Result<PathBuf> {
    let mut at = path.to_owned();
    // This ends: the system has already refused circular links.
    while fs::symlink_metadata(&at).is_ok_and(|it| it.is_symlink()) {
        let to = fs::read_link(&at)?;
        at = at.parent().map_or_else(|| to.clone(), |folder| folder.join(&to));
    }
    Ok(at)
}

/// A plain file that is written beside its name and takes it once it is whole; if it is dropped before, nothing is
/// left.
struct Aside {
    file: BufWriter<NamedTempFile>,
    place: PathBuf,
    /// Whether the existing file must be written in place: it has other hard links, or an owner that a new file would
    /// not have.
    stays: bool,
}

impl Aside {
    fn create(place: PathBuf, there: Option<&Metadata>) -> std::io::Result<Self> {
        if there.is_some() {
            // A process that may not write into the file may not replace it either.
            OpenOptions::new().write(true).open(&place)?;
        }
        let file = beside(&place)?;
        let stays = there.is_some_and(|there| !keeps_owner(file.as_file(), there) || has_other_names(there));
        if let Some(there) = there {
            file.as_file().set_permissions(there.permissions())?;
        }
        Ok(Self { file: BufWriter::new(file), place, stays })
    }

    /// Gives the file its name. It is synced to disk first: a machine that stops now leaves the old file or the new
    /// one.
    fn finish(self) -> std::io::Result<()> {
        let mut file = self.file.into_inner().map_err(std::io::IntoInnerError::into_error)?;
        file.as_file().sync_all()?;
        if !self.stays {
            return file.persist(&self.place).map(|_| ()).map_err(|e| e.error);
        }
        file.rewind()?;
        let mut place = OpenOptions::new().write(true).truncate(true).open(&self.place)?;
        let mut part = vec![0; 1 << 16];
        loop {
            let read = file.read(&mut part)?;
            if read == 0 {
                return place.sync_all();
            }
            place.write_all(&part[..read])?;
        }
    }
}

/// Characters of a file's name that the temporary name repeats: a longer name might be too long.
const REPEATED: usize = 60;

/// A new file beside a path, with a name that no other process has, on any machine, and locked while it is written. A
/// file without a lock was left by a run that was killed.
fn beside(place: &Path) -> std::io::Result<NamedTempFile> {
    let folder = place.parent().filter(|folder| !folder.as_os_str().is_empty()).unwrap_or(Path::new("."));
    let name: String = place.file_name().unwrap_or_default().to_string_lossy().chars().take(REPEATED).collect();
    let prefix = format!("{name}.");
    loop {
        let mut builder = tempfile::Builder::new();
        builder.prefix(&prefix).suffix(ASIDE).rand_bytes(12);
        #[cfg(unix)]
        builder.permissions(std::os::unix::fs::PermissionsExt::from_mode(0o666));
        let file = builder.tempfile_in(folder).map_err(|e| reason(&e))?;
        // On a file system without locks no file is taken for a leftover.
        let _ = file.as_file().lock();
        if file.path().exists() {
            return Ok(file);
        }
    }
}

/// Removes a file that a killed run left half written; a file that is being written now is left alone.
pub(super) fn put_away(path: &Path) {
    let is_left = OpenOptions::new().write(true).open(path).and_then(|file| {
        file.try_lock()?;
        fs::remove_file(path)
    });
    // A leftover that cannot be removed does no harm.
    let _ = is_left;
}

/// The system's error, without the temporary name.
fn reason(error: &std::io::Error) -> std::io::Error {
    let says = error.to_string();
    std::io::Error::new(error.kind(), says.split(" at path ").next().unwrap_or(&says))
}

/// Gives a new file the owner of the existing one; returns whether it has it.
#[cfg(unix)]
fn keeps_owner(file: &File, there: &Metadata) -> bool {
    use std::os::unix::fs::{MetadataExt, fchown};
    let has = |it: &Metadata| (it.uid(), it.gid()) == (there.uid(), there.gid());
    file.metadata().is_ok_and(|it| has(&it)) || fchown(file, Some(there.uid()), Some(there.gid())).is_ok()
}

#[cfg(not(unix))]
fn keeps_owner(_: &File, _: &Metadata) -> bool {
    true
}

/// Whether a file has other hard links.
#[cfg(unix)]
fn has_other_names(there: &Metadata) -> bool {
    std::os::unix::fs::MetadataExt::nlink(there) > 1
}

#[cfg(not(unix))]
fn has_other_names(_: &Metadata) -> bool {
    false
}
