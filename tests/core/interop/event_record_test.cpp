// SPDX-License-Identifier: GPL-3.0-or-later
#include "interop/event_record.h"

#include "core/store/scratch.h"

#include <gmock/gmock.h>

#include <fstream>
#include <vector>

namespace alphascope {
namespace {

using testing::ElementsAre;
using testing::HasSubstr;

class EventRecords : public Scratch {
protected:
    void put(const std::string& bytes) { std::ofstream(events_, std::ios::binary) << bytes; }
    static std::vector<std::string> readAll(RecordReader& reader) {
        std::vector<std::string> records;
        for (std::string record; reader.next(record);) records.push_back(record);
        return records;
    }

    std::filesystem::path events_ = folder_ / "events";
};

std::string threeRecords() {
    std::string bytes;
    for (const char* record : {"one", "", "a third record"}) appendRecord(bytes, record);
    return bytes;
}

TEST_F(EventRecords, ComeBackAsTheyWereWritten) {
    put(threeRecords());
    RecordReader reader(events_);
    EXPECT_THAT(readAll(reader), ElementsAre("one", "", "a third record"));
    EXPECT_FALSE(reader.cut());
}

TEST_F(EventRecords, HaveTheBytesOfTheFormat) {
    // "one": its length, the length's check, the bytes, their check, computed by a script of its
    // own.
    std::string bytes;
    appendRecord(bytes, "one");
    ASSERT_EQ(bytes.size(), 19U);
    EXPECT_EQ(bytes.substr(0, 8), std::string("\3\0\0\0\0\0\0\0", 8));
    EXPECT_EQ(bytes.substr(8, 4), "\xB0\x99\x49\x0E");
    EXPECT_EQ(bytes.substr(12, 3), "one");
    EXPECT_EQ(bytes.substr(15, 4), "\x01\x40\x55\x08");
}

TEST_F(EventRecords, ThatAreCutAnywhereLeaveThoseBefore) {
    const std::string whole = threeRecords();
    const std::size_t first = 19, second = first + 16;
    for (std::size_t size = 0; size < whole.size(); ++size) {
        put(whole.substr(0, size));
        RecordReader reader(events_);
        const std::size_t complete = size < first ? 0 : size < second ? 1 : 2;
        EXPECT_EQ(readAll(reader).size(), complete) << size;
        EXPECT_EQ(reader.cut(), size != 0 && size != first && size != second) << size;
    }
}

TEST_F(EventRecords, OfWhichTheLastDoesNotFitItsCheckAreCutThere) {
    std::string bytes = threeRecords();
    bytes[bytes.size() - 8] ^= 1;
    put(bytes);
    RecordReader reader(events_);
    EXPECT_THAT(readAll(reader), ElementsAre("one", ""));
    EXPECT_TRUE(reader.cut());
}

TEST_F(EventRecords, ThatAreDamagedInTheMiddleNameFileAndByte) {
    std::string bytes = threeRecords();
    bytes[19 + 12] ^= 1;  // the second record's check
    put(bytes);
    RecordReader reader(events_);
    std::string record;
    EXPECT_TRUE(reader.next(record));
    const std::string error = errorOf([&] { reader.next(record); });
    EXPECT_THAT(error, HasSubstr(events_.string() + ": byte 19: "));
    EXPECT_THAT(error, HasSubstr("checksum"));
}

TEST_F(EventRecords, OfAbsurdLengthAreRefusedWithoutMemoryForThem) {
    for (const std::uint64_t length :
         {kLongestRecord + 1, std::uint64_t{1} << 60U, ~std::uint64_t{0}}) {
        std::string bytes;
        appendRecord(bytes, {reinterpret_cast<const char*>(&length), sizeof length});
        // The check of those eight bytes is that of a length.
        put(bytes.substr(12) + "more");
        RecordReader reader(events_);
        std::string record;
        EXPECT_THAT(errorOf([&] { reader.next(record); }), HasSubstr("too long")) << length;
    }
}

TEST_F(EventRecords, LongerThanTheRestOfTheFileAreNotReserved) {
    const std::uint64_t length = kLongestRecord;
    std::string bytes;
    appendRecord(bytes, {reinterpret_cast<const char*>(&length), sizeof length});
    put(bytes.substr(12) + "more");
    RecordReader reader(events_);
    std::string record;
    EXPECT_FALSE(reader.next(record));
    EXPECT_TRUE(reader.cut());
    EXPECT_LT(record.capacity(), 1000U);
}

TEST_F(EventRecords, OfAFileThatIsNotThereAreASentence) {
    EXPECT_THAT(errorOf([&] { RecordReader reader(events_); }), HasSubstr("cannot be read"));
}

}  // namespace
}  // namespace alphascope
