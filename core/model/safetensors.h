// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <torch/torch.h>

#include <filesystem>
#include <map>
#include <string>

namespace alphascope {

/// Tensors and text metadata of a safetensors file (huggingface/safetensors, format description):
/// an 8-byte little-endian header length, a JSON header, then the raw bytes. No pickle, ever.
struct TensorFile {
    std::map<std::string, torch::Tensor> tensors;  ///< float32, float64 or int64, contiguous
    std::map<std::string, std::string> metadata;
};

/// Writes to a temporary file in the same folder, syncs it, renames it, and syncs the folder: a
/// reader sees the old file or the whole new one. Returns the SHA-256 of the file. Throws Error.
std::string writeTensorFile(const std::filesystem::path& file, const TensorFile& content);

/// Reads and checks a file: header length and JSON, known dtypes, shapes that match their bytes, no
/// overlap, no hole. Throws Error naming the file and what is wrong.
TensorFile readTensorFile(const std::filesystem::path& file);

}  // namespace alphascope
