// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <cstdint>

/// The element-wise work of a transformer as fused loops: one pass over memory each, vectorised,
/// split into rows over the run's threads. All matrices are row-major floats [rows, columns].
/// Results do not depend on the number of threads.
namespace alphascope::packed {

struct Shape {
    std::int64_t rows, columns;
};

/// The masks of one dropout site: a byte an element, 1 for kept. No mask: everything is kept.
struct Mask {
    const std::uint8_t* kept = nullptr;
    float scale = 1.0F;  ///< 1/(1 - rate)
};

/// What layer normalisation keeps for its derivatives: (s - mean)/std, and 1/std a row.
struct Normed {
    float* values;   ///< [rows, columns]
    float* inverse;  ///< [rows]
};

/// x += bias, row by row.
void addBias(const Shape& shape, const float* bias, float* x);
/// u = x + bias; x becomes GELU(u) = u Φ(u), and `slope` GELU'(u) = Φ(u) + u φ(u).
/// erf after Abramowitz and Stegun 7.1.26, absolute error below 3e-7 in float.
void biasGelu(const Shape& shape, const float* bias, float* x, float* slope);
/// x *= y.
void multiplyInPlace(const Shape& shape, const float* y, float* x);
/// x becomes tanh(x + bias).
void biasTanh(const Shape& shape, const float* bias, float* x);
/// out = mask of x; may be x itself.
void applyMask(const Shape& shape, const Mask& mask, const float* x, float* out);

/// s = residual + mask(x + bias); out = gamma · normed(s) + beta. `bias` and `residual` may be
/// null; `out` may be x.
struct NormInput {
    const float* x;
    const float* bias;
    Mask mask;
    const float* residual;
};
struct NormWeights {
    const float* gamma;
    const float* beta;
    float epsilon;
};
void normalise(const Shape& shape, const NormInput& input, const NormWeights& weights,
               const Normed& normed, float* out);
/// The derivative of normalise() by s: out = (g - mean(g) - n mean(g n)) · inverse with
/// g = gamma · change; it is symmetric, so that it serves gradients as well as tangents.
/// Here for gradients: `change` is dL/d(out), the result dL/ds.
void normaliseBackward(const Shape& shape, const Normed& normed, const float* gamma,
                       const float* change, float* out);
/// Tangent of normalise() where s changes by `change`, gamma by `gamma_change`, beta by
/// `beta_change`. `out` may be `change`.
struct NormChange {
    const float* change;
    const float* gamma;
    const float* gamma_change;
    const float* beta_change;
};
void normaliseTangent(const Shape& shape, const Normed& normed, const NormChange& change,
                      float* out);
/// s' = residual' + mask(x' + bias'), the tangent of what normalise() takes in; into x'.
void residualTangent(const Shape& shape, const NormInput& changes, float* x);

/// Row-wise softmax of scores, in place; returns nothing for rows of zero columns.
void softmax(const Shape& shape, float* scores);
/// out = p (c - sum(p c)) row by row, the derivative of softmax at p along c (symmetric as above);
/// `out` may be c.
void softmaxDerivative(const Shape& shape, const float* p, const float* c, float* out);

/// sums[j] += sum_i scale_i x[i][j] y[i][j]; `y` null: 1; `scale` null: 1.
void addColumnSums(const Shape& shape, const float* x, const float* y, const float* scale,
                   float* sums);
/// out[i] += sum_j x[i][j] y[i][j] w[j]; `y` null: 1; `w` null: 1.
void addRowProducts(const Shape& shape, const float* x, const float* y, const float* w, float* out);
/// out[i] = x[i] · scale[i], row by row.
void scaleRows(const Shape& shape, const float* x, const float* scale, float* out);

}  // namespace alphascope::packed
