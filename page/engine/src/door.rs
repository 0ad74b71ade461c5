//! The door of the WebAssembly module: three functions over its memory.
//!
//! The script asks for room ([`alloc`]), writes a question there, calls [`call`], reads the answer at the place that it
//! returns, and gives the answer's room back ([`dealloc`]).
#![expect(unsafe_code, reason = "a WebAssembly module and its script share memory by address and length")]

use crate::question::answer;

/// Room for a question of this many bytes.
#[unsafe(no_mangle)]
pub extern "C" fn alloc(length: usize) -> *mut u8 {
    Box::into_raw(vec![0_u8; length].into_boxed_slice()).cast()
}

/// Gives room back.
///
/// # Safety
/// `place` and `length` are those of [`alloc`], or of an answer of [`call`], and are given back once.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn dealloc(place: *mut u8, length: usize) {
    // SAFETY: by the caller's word this is a boxed slice of this length, and nobody else has it.
    drop(unsafe { Box::from_raw(std::ptr::slice_from_raw_parts_mut(place, length)) });
}

/// Answers the question that was written at this place, and takes its room back. The answer's place is in the upper half of
/// the result, its length in the lower half.
///
/// # Safety
/// `place` and `length` are those of [`alloc`], and are not used again.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn call(place: *mut u8, length: usize) -> u64 {
    // SAFETY: by the caller's word this is a boxed slice of this length, and nobody else has it.
    let question = unsafe { Box::from_raw(std::ptr::slice_from_raw_parts_mut(place, length)) };
    let said = answer(&String::from_utf8_lossy(&question)).into_bytes().into_boxed_slice();
    let length = said.len() as u64;
    ((Box::into_raw(said).cast::<u8>() as u64) << 32) | length
}
