//! A real Slurm on this machine: an array of 8, one shard killed and run again, merged to the bytes of one run.
