// SPDX-License-Identifier: GPL-3.0-or-later
// Archives of a megabyte that unpack to more than a gigabyte: refused, and not unpacked to find
// out.
#include "core/data/helpers.h"
#include "data/glue_import.h"
#include "data/zip_archive.h"

#include <sys/resource.h>
#include <zlib.h>

#include <cstdint>

namespace alphascope {
namespace {

using ::testing::AllOf;
using ::testing::HasSubstr;

constexpr std::uint32_t kMebibyte = 1U << 20U;

/// The lowest byte first.
void append(std::string& bytes, std::uint64_t number, int count) {
    for (int i = 0; i < count; ++i) bytes += static_cast<char>((number >> (8 * i)) & 0xFFU);
}

/// Takes all that the stream gives for the input that it has.
std::string deflated(z_stream& stream, int flush) {
    std::string packed(4096, '\0');
    stream.next_out = reinterpret_cast<Bytef*>(packed.data());
    stream.avail_out = static_cast<uInt>(packed.size());
    EXPECT_NE(deflate(&stream, flush), Z_STREAM_ERROR);
    EXPECT_GT(stream.avail_out, 0U) << "there is more";
    packed.resize(packed.size() - stream.avail_out);
    return packed;
}

/// A file of so many mebibytes of one letter, packed: a kilobyte each.
struct PackedFile {
    std::string bytes;
    std::uint32_t size;
    std::uint32_t check;
};
PackedFile pack(std::uint32_t mebibytes) {
    const std::string letters(kMebibyte, 'a');
    z_stream stream{};
    EXPECT_EQ(deflateInit2(&stream, 9, Z_DEFLATED, -MAX_WBITS, 8, Z_DEFAULT_STRATEGY), Z_OK);
    stream.next_in = reinterpret_cast<Bytef*>(const_cast<char*>(letters.data()));
    stream.avail_in = kMebibyte;
    // A full flush makes a piece that refers to nothing before it: it may come again and again.
    const std::string piece = deflated(stream, Z_FULL_FLUSH);
    const auto check = crc32(0, reinterpret_cast<const Bytef*>(letters.data()), kMebibyte);
    PackedFile file{.bytes = {}, .size = mebibytes * kMebibyte, .check = 0};
    for (std::uint32_t i = 0; i < mebibytes; ++i) {
        file.bytes += piece;
        file.check = static_cast<std::uint32_t>(crc32_combine(file.check, check, kMebibyte));
    }
    file.bytes += deflated(stream, Z_FINISH);
    deflateEnd(&stream);
    return file;
}

/// What a local header and the directory say of an entry alike.
std::string aboutEntry(const std::string& name, const PackedFile& file) {
    std::string bytes;
    append(bytes, 20, 2);          // the version that can unpack it
    append(bytes, 0, 2);           // flags
    append(bytes, Z_DEFLATED, 2);  // the method
    append(bytes, 0, 2);           // time
    append(bytes, 0x21, 2);        // date: 1980-01-01
    append(bytes, file.check, 4);
    append(bytes, static_cast<std::uint32_t>(file.bytes.size()), 4);
    append(bytes, file.size, 4);
    append(bytes, static_cast<std::uint32_t>(name.size()), 2);
    append(bytes, 0, 2);  // nothing extra
    return bytes;
}

/// A zip archive (PKWARE's APPNOTE, section 4.3) of one file, of the size that `file` says.
std::string archiveOf(const std::string& name, const PackedFile& file) {
    std::string bytes;
    append(bytes, 0x04034B50, 4);
    bytes += aboutEntry(name, file) + name + file.bytes;
    const auto directory = static_cast<std::uint32_t>(bytes.size());
    append(bytes, 0x02014B50, 4);
    append(bytes, 20, 2);  // the version that made it
    bytes += aboutEntry(name, file);
    append(bytes, 0, 2 + 2 + 2);  // no comment, the first disk, binary
    append(bytes, 0, 4);          // the file's rights
    append(bytes, 0, 4);          // where its local header is
    bytes += name;
    const auto length = static_cast<std::uint32_t>(bytes.size()) - directory;
    append(bytes, 0x06054B50, 4);
    append(bytes, 0, 2 + 2);  // one disk
    append(bytes, 1, 2);
    append(bytes, 1, 2);
    append(bytes, length, 4);
    append(bytes, directory, 4);
    append(bytes, 0, 2);  // no comment
    return bytes;
}

/// The most memory that this process has had so far.
long peakMebibytes() {
    rusage used{};
    getrusage(RUSAGE_SELF, &used);
    return used.ru_maxrss / 1024;
}

class ZipBomb : public ::testing::Test {
protected:
    testing::ScratchFolder scratch;
};

TEST_F(ZipBomb, IsMadeAsArchivesAre) {
    const PackedFile file = pack(3);
    EXPECT_LT(file.bytes.size(), 8192U);
    const ZipArchive archive(scratch.write("small.zip", archiveOf("RTE/train.tsv", file)));
    const ZipEntry entry = archive.read(0, file.size);
    EXPECT_EQ(entry.problem, "");
    EXPECT_EQ(entry.content, std::string(file.size, 'a'));
    EXPECT_EQ(archive.read(0, file.size - 1).problem, "larger than 2 MiB");
}

/// By its rows MNLI might have 1.6 GB: no task may have more than a gibibyte.
TEST_F(ZipBomb, OfTheLargestTaskIsRefusedBeforeItIsUnpacked) {
    const auto bomb = scratch.write("MNLI.zip", archiveOf("MNLI/train.tsv", pack(1025)));
    EXPECT_LT(std::filesystem::file_size(bomb), 4U * kMebibyte);
    const auto folder = scratch.path() / "glue";
    const long before = peakMebibytes();
    EXPECT_THAT(errorOf([&] { importGlue(bomb, folder); }),
                AllOf(HasSubstr("MNLI/train.tsv is larger than 1024 MiB"),
                      HasSubstr("import the official files")));
    EXPECT_LT(peakMebibytes() - before, 256);
    EXPECT_FALSE(std::filesystem::exists(folder / "MNLI"));
}

TEST_F(ZipBomb, ThatClaimsToBeSmallIsDamaged) {
    PackedFile file = pack(1025);
    file.size = 100;
    const auto bomb = scratch.write("MNLI.zip", archiveOf("MNLI/train.tsv", file));
    const long before = peakMebibytes();
    const ZipEntry entry = ZipArchive(bomb).read(0, kMebibyte);
    EXPECT_EQ(entry.problem, "damaged");
    EXPECT_EQ(entry.content, "");
    EXPECT_THAT(errorOf([&] { importGlue(bomb, scratch.path() / "glue"); }),
                HasSubstr("MNLI/train.tsv is damaged"));
    EXPECT_LT(peakMebibytes() - before, 256);
}

}  // namespace
}  // namespace alphascope
