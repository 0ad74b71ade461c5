//! A new or empty folder that gets all files of a command, or none.

use std::path::{Path, PathBuf};

use super::output::{ASIDE, failed_to_write, is_standard};
use crate::error::Error;
use crate::reason::{Reason, complaints, export};

/// A folder for the files of one command. A new one has its name when all of its files are whole; an empty one gets its files then, so
/// that its mode stays and it may be a volume of its own. A command that fails leaves either as it was.
pub(super) struct NewFolder {
    place: PathBuf,
    /// Whether an empty folder has its name.
    is_there: bool,
}

impl NewFolder {
    /// Refuses a place where something is.
    pub(super) fn check(to: &Path) -> Result<Self, Error> {
        let fail = |why: Reason| Error::Usage(complaints::error_write(to.display().to_string(), why));
        if is_standard(to) || to.exists() && !to.is_dir() {
            return Err(fail(complaints::message_no_folder()));
        }
        let is_there = to.exists();
        if is_there && std::fs::read_dir(to).map_err(|e| failed_to_write(to, &e))?.next().is_some() {
            return Err(fail(export::message_not_empty()));
        }
        Ok(Self { place: to.to_owned(), is_there })
    }

    /// A folder for files that are not whole, inside the place or beside it; it goes away if it is dropped.
    pub(super) fn begin(&self) -> Result<tempfile::TempDir, Error> {
        let parent = self.place.parent().filter(|parent| !parent.as_os_str().is_empty()).unwrap_or(Path::new("."));
        let near = if self.is_there { &self.place } else { parent };
        std::fs::create_dir_all(near).map_err(|e| failed_to_write(near, &e))?;
        let mut builder = tempfile::Builder::new();
        builder.prefix("recount.").suffix(ASIDE);
        #[cfg(unix)]
        builder.permissions(std::os::unix::fs::PermissionsExt::from_mode(0o777));
        builder.tempdir_in(near).map_err(|e| failed_to_write(&self.place, &e))
    }

    /// Puts the whole files in their place.
    pub(super) fn finish(&self, folder: tempfile::TempDir, files: &[&str]) -> Result<(), Error> {
        if self.is_there {
            for file in files {
                let place = self.place.join(file);
                std::fs::rename(folder.path().join(file), &place).map_err(|e| failed_to_write(&place, &e))?;
            }
            return folder.close().map_err(|e| failed_to_write(&self.place, &e));
        }
        std::fs::rename(folder.path(), &self.place).map_err(|e| failed_to_write(&self.place, &e))?;
        // It has another name now: there is nothing to remove.
        let _ = folder.keep();
        Ok(())
    }
}
