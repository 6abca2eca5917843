// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

/// Marks a function of plain loops that is compiled once for each width of vector registers; the
/// loader takes the widest that the machine has. Not under the sanitizers, which run before it
/// does.
#if defined(__GNUC__) && !defined(__clang__) && defined(__x86_64__) && \
    !defined(__SANITIZE_ADDRESS__) && !defined(__SANITIZE_THREAD__)
#define ALPHASCOPE_SIMD \
    __attribute__((target_clones("arch=x86-64-v4", "arch=x86-64-v3", "default"), flatten))
#else
#define ALPHASCOPE_SIMD
#endif
