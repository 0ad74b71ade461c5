//! A sweep as a job of Slurm: an array of shards, and a merge that waits for them.

use std::path::Path;
use std::process::Command;

use super::output::{failed_to_write, write_bytes};
use super::sweep_folder::{ARRAY, Folder};
use super::system::says;
use super::{Done, print_page, say};
use crate::error::Error;
use crate::reason::{Reason, shards};
use crate::report::{Language, fill, quoted};

/// The script of the merge.
const MERGE: &str = "merge.slurm";

/// Writes the scripts into the folder and submits them: the array, and the merge. The merge begins when all of the
/// array has ended, well or not, so that it names what is missing.
pub(super) fn submit(folder: &Folder, grid: &str, of: u32, language: &Language) -> Result<Done, Error> {
    let absolute = |path: &Path| std::path::absolute(path).map_err(|e| failed_to_write(path, &e));
    let dir = absolute(&folder.file(""))?;
    let program = std::env::current_exe().map_err(|e| Error::Usage(shards::error_program(says(&e))))?;
    let (program, grid) = (program.to_string_lossy().into_owned(), absolute(Path::new(grid))?);
    let place = dir.to_string_lossy().trim_end_matches('/').to_owned();
    let head = |name: &str, log: &str| {
        format!(
            "#!/bin/sh\n#SBATCH --job-name=recount-{name}\n#SBATCH --output=\"{place}/{log}\"\n#SBATCH --ntasks=1\n"
        )
    };
    let array = format!(
        "{}#SBATCH --array=0-{}\n\n# The number of all shards, also where some of them are run again: sbatch --array=3,5 {ARRAY}\n\
         export RECOUNT_SHARDS={of}\nexec {} sweep {} --out {} --shard auto --threads \"${{SLURM_CPUS_PER_TASK:-1}}\"\n",
        head("sweep", "sweep-%A_%a.log"),
        of - 1,
        quoted(&program),
        quoted(&grid.to_string_lossy()),
        quoted(&place),
    );
    let merge = format!("{}\nexec {} merge {}\n", head("merge", "merge-%j.log"), quoted(&program), quoted(&place));
    let (array_file, merge_file) = (folder.file(ARRAY), folder.file(MERGE));
    write_bytes(&array_file, array.as_bytes())?;
    write_bytes(&merge_file, merge.as_bytes())?;
    let submitted = sbatch(&[], &array_file).and_then(|job| {
        let waits = format!("--dependency=afterany:{job}");
        sbatch(&[&waits], &merge_file).map(|merge| (job, merge))
    });
    match submitted {
        Ok((job, merge)) => {
            let gaps = [("job", job.as_str()), ("n", &of.to_string()), ("merge", &merge)];
            print_page(&fill(language.desk().submitted, &gaps))?;
            Ok(Done::Well)
        }
        Err(why) => {
            let (array, merge) = (array_file.display().to_string(), merge_file.display().to_string());
            let why = language.reason(&why);
            let gaps = [("why", why.as_str()), ("array", &array), ("merge", &merge)];
            say(&fill(language.desk().not_submitted, &gaps));
            Ok(Done::Failed)
        }
    }
}

/// Submits a script; the number of its job.
fn sbatch(options: &[&str], script: &Path) -> Result<String, Reason> {
    let run = Command::new("sbatch").arg("--parsable").args(options).arg(script).output();
    let output = run.map_err(|e| shards::why_sbatch_run(says(&e)))?;
    if !output.status.success() {
        let said = String::from_utf8_lossy(&output.stderr).trim().replace('\n', "; ");
        return Err(shards::why_sbatch_says(said));
    }
    // On a federation the cluster's name follows the number.
    let said = String::from_utf8_lossy(&output.stdout).trim().to_owned();
    Ok(said.split(';').next().unwrap_or_default().to_owned())
}
