//! Work on several things at a time. Results are the same for any number of threads.

/// How many things are worked on at a time.
pub(crate) fn workers() -> usize {
    #[cfg(feature = "threads")]
    return rayon::current_num_threads().clamp(1, 16);
    #[cfg(not(feature = "threads"))]
    return 1;
}

/// Does some work for each of several things; the results are in the order of the things.
pub(crate) fn side_by_side<T: Send, R: Send>(things: Vec<T>, work: impl Fn(T) -> R + Sync + Send) -> Vec<R> {
    #[cfg(feature = "threads")]
    {
        use rayon::iter::{IntoParallelIterator, ParallelIterator};
        things.into_par_iter().map(work).collect()
    }
    #[cfg(not(feature = "threads"))]
    things.into_iter().map(work).collect()
}

/// Does two things.
pub(crate) fn both<A: Send, B: Send>(one: impl FnOnce() -> A + Send, other: impl FnOnce() -> B + Send) -> (A, B) {
    #[cfg(feature = "threads")]
    return rayon::join(one, other);
    #[cfg(not(feature = "threads"))]
    return (one(), other());
}
