// SPDX-License-Identifier: GPL-3.0-or-later
#include "model/packed/kernels.h"

#include "model/simd.h"

#include <ATen/Parallel.h>

#include <algorithm>
#include <bit>
#include <cmath>

namespace alphascope::packed {
namespace {

using Size = std::int64_t;
constexpr Size kElementsATask = 16384;

/// Calls work(first, last) for ranges of rows, on the run's threads.
template <typename Work>
void overRows(const Shape& shape, const Work& work) {
    const Size grain = std::max<Size>(1, kElementsATask / std::max<Size>(1, shape.columns));
    at::parallel_for(0, shape.rows, grain, work);
}

/// e^x for x <= 88; below -87 it gives e^-87, which no sum of floats near 1 sees. Relative error
/// below 2e-7: argument reduction by ln 2 in two parts, then a polynomial (Cephes, expf).
inline float exponential(float x) {
    constexpr float kMagic = 12582912.0F;  // adding it rounds to an integer
    x = std::max(x, -87.0F);
    const float shifted = x * 1.44269504088896341F + kMagic;
    const float n = shifted - kMagic;
    const float r = (x - n * 0.693359375F) + n * 2.12194440e-4F;
    float p = 1.9875691500e-4F;
    p = p * r + 1.3981999507e-3F;
    p = p * r + 8.3334519073e-3F;
    p = p * r + 4.1665795894e-2F;
    p = p * r + 1.6666665459e-1F;
    p = p * r + 5.0000001201e-1F;
    p = p * r * r + r + 1.0F;
    const auto exponent = (std::bit_cast<std::int32_t>(shifted) << 23) + (127 << 23);
    return p * std::bit_cast<float>(exponent);
}

ALPHASCOPE_SIMD void addBiasRows(float* x, const float* bias, Size rows, Size columns) {
    for (Size i = 0; i < rows; ++i, x += columns)
        for (Size j = 0; j < columns; ++j) x[j] += bias[j];
}

ALPHASCOPE_SIMD void geluRows(float* __restrict x, float* __restrict slope,
                              const float* __restrict bias, Size rows, Size columns) {
    for (Size i = 0; i < rows; ++i, x += columns, slope += columns)
        for (Size j = 0; j < columns; ++j) {
            const float u = x[j] + bias[j];
            const float bell = exponential(-0.5F * u * u);  // e^(-u²/2), shared by Φ and φ
            const float t = 1.0F / (1.0F + 0.3275911F * 0.70710678F * std::abs(u));
            float tail = 1.061405429F;
            tail = tail * t - 1.453152027F;
            tail = tail * t + 1.421413741F;
            tail = tail * t - 0.284496736F;
            tail = tail * t + 0.254829592F;
            tail *= 0.5F * t * bell;  // Φ(-|u|)
            const float cdf = u < 0.0F ? tail : 1.0F - tail;
            x[j] = u * cdf;
            slope[j] = cdf + u * bell * 0.39894228F;
        }
}

ALPHASCOPE_SIMD void multiplyFlat(float* __restrict x, const float* __restrict y, Size count) {
    for (Size i = 0; i < count; ++i) x[i] *= y[i];
}

ALPHASCOPE_SIMD void maskFlat(float* out, const float* x, const std::uint8_t* kept, float scale,
                              Size count) {
    for (Size i = 0; i < count; ++i) out[i] = kept[i] != 0 ? x[i] * scale : 0.0F;
}

/// One row of s = residual + mask(x + bias).
inline void sumRow(const NormInput& in, Size offset, Size columns, float* s) {
    const float* x = in.x + offset;
    for (Size j = 0; j < columns; ++j) s[j] = x[j];
    if (in.bias != nullptr)
        for (Size j = 0; j < columns; ++j) s[j] += in.bias[j];
    if (in.mask.kept != nullptr) {
        const std::uint8_t* kept = in.mask.kept + offset;
        for (Size j = 0; j < columns; ++j) s[j] = kept[j] != 0 ? s[j] * in.mask.scale : 0.0F;
    }
    if (in.residual != nullptr) {
        const float* residual = in.residual + offset;
        for (Size j = 0; j < columns; ++j) s[j] += residual[j];
    }
}

ALPHASCOPE_SIMD void sumRows(const NormInput& in, Size first, Size last, Size columns, float* out) {
    for (Size i = first; i < last; ++i) sumRow(in, i * columns, columns, out + i * columns);
}

ALPHASCOPE_SIMD void normaliseRows(const NormInput& in, const NormWeights& w, const Normed& normed,
                                   float* out, Size first, Size last, Size columns) {
    const float share = 1.0F / static_cast<float>(columns);
    for (Size i = first; i < last; ++i) {
        float* n = normed.values + i * columns;
        float* y = out + i * columns;
        sumRow(in, i * columns, columns, n);
        float mean = 0.0F, square = 0.0F;
#pragma omp simd reduction(+ : mean)
        for (Size j = 0; j < columns; ++j) mean += n[j];
        mean *= share;
#pragma omp simd reduction(+ : square)
        for (Size j = 0; j < columns; ++j) square += (n[j] - mean) * (n[j] - mean);
        const float inverse = 1.0F / std::sqrt(square * share + w.epsilon);
        normed.inverse[i] = inverse;
        for (Size j = 0; j < columns; ++j) {
            n[j] = (n[j] - mean) * inverse;
            y[j] = n[j] * w.gamma[j] + w.beta[j];
        }
    }
}

/// out = (g - mean(g) - n mean(g n)) · inverse for one row.
inline void projectRow(const float* __restrict n, float inverse, const float* g, Size columns,
                       float* out) {
    float mean = 0.0F, along = 0.0F;
#pragma omp simd reduction(+ : mean, along)
    for (Size j = 0; j < columns; ++j) {
        mean += g[j];
        along += g[j] * n[j];
    }
    mean /= static_cast<float>(columns);
    along /= static_cast<float>(columns);
    for (Size j = 0; j < columns; ++j) out[j] = (g[j] - mean - n[j] * along) * inverse;
}

ALPHASCOPE_SIMD void normaliseBackwardRows(const Normed& normed, const float* gamma,
                                           const float* change, float* out, Size first, Size last,
                                           Size columns) {
    for (Size i = first; i < last; ++i) {
        const Size at = i * columns;
        for (Size j = 0; j < columns; ++j) out[at + j] = change[at + j] * gamma[j];
        projectRow(normed.values + at, normed.inverse[i], out + at, columns, out + at);
    }
}

ALPHASCOPE_SIMD void normaliseTangentRows(const Normed& normed, const NormChange& c, float* out,
                                          Size first, Size last, Size columns) {
    for (Size i = first; i < last; ++i) {
        const Size at = i * columns;
        const float* n = normed.values + at;
        float* y = out + at;
        projectRow(n, normed.inverse[i], c.change + at, columns, y);
        for (Size j = 0; j < columns; ++j)
            y[j] = y[j] * c.gamma[j] + n[j] * c.gamma_change[j] + c.beta_change[j];
    }
}

ALPHASCOPE_SIMD void softmaxRows(float* scores, Size rows, Size columns) {
    for (Size i = 0; i < rows; ++i, scores += columns) {
        float largest = scores[0];
        for (Size j = 1; j < columns; ++j) largest = std::max(largest, scores[j]);
        float sum = 0.0F;
#pragma omp simd reduction(+ : sum)
        for (Size j = 0; j < columns; ++j) {
            scores[j] = exponential(scores[j] - largest);
            sum += scores[j];
        }
        const float inverse = 1.0F / sum;
        for (Size j = 0; j < columns; ++j) scores[j] *= inverse;
    }
}

ALPHASCOPE_SIMD void softmaxDerivativeRows(const float* p, const float* c, float* out, Size rows,
                                           Size columns) {
    for (Size i = 0; i < rows; ++i, p += columns, c += columns, out += columns) {
        float mean = 0.0F;
#pragma omp simd reduction(+ : mean)
        for (Size j = 0; j < columns; ++j) mean += p[j] * c[j];
        for (Size j = 0; j < columns; ++j) out[j] = p[j] * (c[j] - mean);
    }
}

ALPHASCOPE_SIMD void columnSums(const Shape& shape, const float* x, const float* y,
                                const float* scale, float* sums, Size first, Size last) {
    for (Size i = 0; i < shape.rows; ++i) {
        const float* row = x + i * shape.columns;
        const float factor = scale == nullptr ? 1.0F : scale[i];
        if (y == nullptr) {
            for (Size j = first; j < last; ++j) sums[j] += factor * row[j];
        } else {
            const float* other = y + i * shape.columns;
            for (Size j = first; j < last; ++j) sums[j] += factor * row[j] * other[j];
        }
    }
}

ALPHASCOPE_SIMD float rowProduct(const float* x, const float* y, const float* w, Size columns) {
    float sum = 0.0F;
    if (y != nullptr && w != nullptr) {
#pragma omp simd reduction(+ : sum)
        for (Size j = 0; j < columns; ++j) sum += x[j] * y[j] * w[j];
    } else {
        const float* other = y != nullptr ? y : w;
#pragma omp simd reduction(+ : sum)
        for (Size j = 0; j < columns; ++j) sum += x[j] * other[j];
    }
    return sum;
}

ALPHASCOPE_SIMD void scaledRows(const float* x, const float* scale, float* out, Size first,
                                Size last, Size columns) {
    for (Size i = first; i < last; ++i)
        for (Size j = 0; j < columns; ++j) out[i * columns + j] = x[i * columns + j] * scale[i];
}

}  // namespace

void addBias(const Shape& shape, const float* bias, float* x) {
    overRows(shape, [&](Size first, Size last) {
        addBiasRows(x + first * shape.columns, bias, last - first, shape.columns);
    });
}

void biasGelu(const Shape& shape, const float* bias, float* x, float* slope) {
    overRows(shape, [&](Size first, Size last) {
        const Size at = first * shape.columns;
        geluRows(x + at, slope + at, bias, last - first, shape.columns);
    });
}

void multiplyInPlace(const Shape& shape, const float* y, float* x) {
    overRows(shape, [&](Size first, Size last) {
        const Size at = first * shape.columns;
        multiplyFlat(x + at, y + at, (last - first) * shape.columns);
    });
}

void biasTanh(const Shape& shape, const float* bias, float* x) {
    for (Size i = 0; i < shape.rows; ++i)
        for (Size j = 0; j < shape.columns; ++j)
            x[i * shape.columns + j] = std::tanh(x[i * shape.columns + j] + bias[j]);
}

void applyMask(const Shape& shape, const Mask& mask, const float* x, float* out) {
    const Size count = shape.rows * shape.columns;
    if (mask.kept == nullptr) {
        if (out != x) std::copy_n(x, count, out);
        return;
    }
    overRows(shape, [&](Size first, Size last) {
        const Size at = first * shape.columns;
        maskFlat(out + at, x + at, mask.kept + at, mask.scale, (last - first) * shape.columns);
    });
}

void normalise(const Shape& shape, const NormInput& input, const NormWeights& weights,
               const Normed& normed, float* out) {
    overRows(shape, [&](Size first, Size last) {
        normaliseRows(input, weights, normed, out, first, last, shape.columns);
    });
}

void normaliseBackward(const Shape& shape, const Normed& normed, const float* gamma,
                       const float* change, float* out) {
    overRows(shape, [&](Size first, Size last) {
        normaliseBackwardRows(normed, gamma, change, out, first, last, shape.columns);
    });
}

void normaliseTangent(const Shape& shape, const Normed& normed, const NormChange& change,
                      float* out) {
    overRows(shape, [&](Size first, Size last) {
        normaliseTangentRows(normed, change, out, first, last, shape.columns);
    });
}

void residualTangent(const Shape& shape, const NormInput& changes, float* x) {
    overRows(shape,
             [&](Size first, Size last) { sumRows(changes, first, last, shape.columns, x); });
}

void softmax(const Shape& shape, float* scores) {
    softmaxRows(scores, shape.rows, shape.columns);
}

void softmaxDerivative(const Shape& shape, const float* p, const float* c, float* out) {
    softmaxDerivativeRows(p, c, out, shape.rows, shape.columns);
}

void addColumnSums(const Shape& shape, const float* x, const float* y, const float* scale,
                   float* sums) {
    constexpr Size kColumnsATask = 64;
    at::parallel_for(0, shape.columns, kColumnsATask, [&](Size first, Size last) {
        columnSums(shape, x, y, scale, sums, first, last);
    });
}

void addRowProducts(const Shape& shape, const float* x, const float* y, const float* w,
                    float* out) {
    overRows(shape, [&](Size first, Size last) {
        for (Size i = first; i < last; ++i) {
            const Size at = i * shape.columns;
            out[i] += rowProduct(x + at, y == nullptr ? nullptr : y + at, w, shape.columns);
        }
    });
}

void scaleRows(const Shape& shape, const float* x, const float* scale, float* out) {
    overRows(shape,
             [&](Size first, Size last) { scaledRows(x, scale, out, first, last, shape.columns); });
}

}  // namespace alphascope::packed
