// SPDX-License-Identifier: GPL-3.0-or-later
#include "data/split_plan.h"
#include "study/error.h"

#include <openssl/evp.h>

#include <array>
#include <bit>
#include <fstream>
#include <memory>

namespace alphascope {
namespace {

/// One running SHA-256 over OpenSSL's digest interface.
class Sha256 {
public:
    Sha256() : context_(EVP_MD_CTX_new(), &EVP_MD_CTX_free) {
        if (!context_ || EVP_DigestInit_ex(context_.get(), EVP_sha256(), nullptr) != 1)
            throw Error("OpenSSL offers no SHA-256. Check the installation of libssl.");
    }
    void update(const void* data, std::size_t size) {
        if (EVP_DigestUpdate(context_.get(), data, size) != 1)
            throw Error("OpenSSL failed while hashing. Check the installation of libssl.");
    }
    std::string hex() {
        std::array<unsigned char, EVP_MAX_MD_SIZE> digest{};
        unsigned int size = 0;
        if (EVP_DigestFinal_ex(context_.get(), digest.data(), &size) != 1)
            throw Error("OpenSSL failed while hashing. Check the installation of libssl.");
        static constexpr std::string_view kDigits = "0123456789abcdef";
        std::string text;
        for (unsigned int i = 0; i < size; ++i) {
            text += kDigits[digest[i] >> 4U];
            text += kDigits[digest[i] & 15U];
        }
        return text;
    }

    /// Little-endian, whatever the machine is.
    void addNumber(std::uint64_t value) {
        std::array<unsigned char, 8> bytes{};
        for (auto& byte : bytes) {
            byte = static_cast<unsigned char>(value & 255U);
            value >>= 8U;
        }
        update(bytes.data(), bytes.size());
    }
    /// With its length in front, so that no two lists of texts look alike.
    void addText(std::string_view text) {
        addNumber(text.size());
        update(text.data(), text.size());
    }
    void addLabel(float label) { addNumber(std::bit_cast<std::uint32_t>(label)); }

private:
    std::unique_ptr<EVP_MD_CTX, decltype(&EVP_MD_CTX_free)> context_;
};

}  // namespace

std::string sha256Hex(std::string_view bytes) {
    Sha256 digest;
    digest.update(bytes.data(), bytes.size());
    return digest.hex();
}

std::string sha256OfFile(const std::string& path) {
    std::ifstream in(path, std::ios::binary);
    std::vector<char> block(1U << 16U);
    Sha256 digest;
    while (in.read(block.data(), static_cast<std::streamsize>(block.size())) || in.gcount() > 0)
        digest.update(block.data(), static_cast<std::size_t>(in.gcount()));
    // Only reading to the very end counts: a missing file or a folder never gets there.
    if (in.bad() || !in.eof())
        throw Error::at(path, 0, "the file cannot be read",
                        "Check that it exists and is readable.");
    return digest.hex();
}

std::string hashExamples(const std::vector<Example>& examples,
                         const std::vector<std::size_t>& positions) {
    Sha256 digest;
    for (const std::size_t position : positions) {
        const Example& example = examples.at(position);
        digest.addNumber(example.id);
        digest.addText(example.text_a);
        digest.addText(example.text_b);
        digest.addLabel(example.label);
        digest.addLabel(example.true_label);
        digest.addLabel(example.teacher_label);
    }
    return digest.hex();
}

}  // namespace alphascope
