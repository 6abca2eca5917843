// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <cstdint>

// The one BLAS routine that is used, from the library that libtorch itself is linked with.
extern "C" void cblas_sgemm(int order, int transpose_a, int transpose_b, int m, int n, int k,
                            float alpha, const float* a, int lda, const float* b, int ldb,
                            float beta, float* c, int ldc);

namespace alphascope::packed {

/// A matrix in row-major memory whose rows are `stride` floats apart, as it is or transposed.
struct Operand {
    const float* data;
    std::int64_t stride;
    bool transposed = false;
};

/// c [m, n] = alpha · a [m, k] · b [k, n] + beta · c, rows of c `stride` floats apart.
struct Product {
    std::int64_t m, n, k;
    float* c;
    std::int64_t stride;
    float beta = 0.0F;
    float alpha = 1.0F;
};

inline void multiply(const Product& p, const Operand& a, const Operand& b) {
    constexpr int kRowMajor = 101, kPlain = 111, kTransposed = 112;
    const auto small = [](std::int64_t value) { return static_cast<int>(value); };
    if (p.m == 0 || p.n == 0) return;
    cblas_sgemm(kRowMajor, a.transposed ? kTransposed : kPlain, b.transposed ? kTransposed : kPlain,
                small(p.m), small(p.n), small(p.k), p.alpha, a.data, small(a.stride), b.data,
                small(b.stride), p.beta, p.c, small(p.stride));
}

}  // namespace alphascope::packed
