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

/// Does some work for each of several things, and on this thread something else meanwhile.
pub(crate) fn side_by_side_meanwhile<T: Send, R: Send, M>(
    things: Vec<T>,
    work: impl Fn(T) -> R + Sync + Send,
    meanwhile: impl FnOnce() -> M,
) -> (Vec<R>, M) {
    #[cfg(feature = "threads")]
    {
        let mut results: Vec<Option<R>> = things.iter().map(|_| None).collect();
        let work = &work;
        let done = rayon::in_place_scope(|scope| {
            for (thing, result) in things.into_iter().zip(&mut results) {
                scope.spawn(move |_| *result = Some(work(thing)));
            }
            meanwhile()
        });
        (results.into_iter().map(|result| result.expect("the scope waits for every work")).collect(), done)
    }
    #[cfg(not(feature = "threads"))]
    (things.into_iter().map(work).collect(), meanwhile())
}

/// Does two things.
pub(crate) fn both<A: Send, B: Send>(one: impl FnOnce() -> A + Send, other: impl FnOnce() -> B + Send) -> (A, B) {
    #[cfg(feature = "threads")]
    return rayon::join(one, other);
    #[cfg(not(feature = "threads"))]
    return (one(), other());
}
