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
    /// F64, F32, F16, BF16, I64, I32, I16, I8, U8 or BOOL, contiguous. Half floats stay as they
    /// are stored; whoever loads a model converts them.
    std::map<std::string, torch::Tensor> tensors;
    std::map<std::string, std::string> metadata;
};

/// Writes to a temporary file in the same folder, syncs it, renames it, and syncs the folder: a
/// reader sees the old file or the whole new one. Every tensor is aligned to its element size.
/// Tensors of any device; nothing of the device is stored. Returns the SHA-256 of the file. Throws
/// Error.
std::string writeTensorFile(const std::filesystem::path& file, const TensorFile& content);

/// Reads and checks a file: header length, JSON depth and double keys, known dtypes, shapes that
/// match their bytes without overflow, no overlap, no hole, nothing left over. The file is mapped
/// only while it is read: tensors are copies made once, so that nobody who later cuts or overwrites
/// the file can reach a running model. Throws Error naming the file and what is wrong.
TensorFile readTensorFile(const std::filesystem::path& file);

/// The metadata alone, without reading the tensors. Throws Error as readTensorFile() does.
std::map<std::string, std::string> readTensorMetadata(const std::filesystem::path& file);

}  // namespace alphascope
