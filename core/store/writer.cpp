// SPDX-License-Identifier: GPL-3.0-or-later
#include "store/writer.h"

#include "store/run_ledger.h"
#include "store/writer_core.h"
#include "study/error.h"

#include <array>
#include <atomic>
#include <random>
#include <variant>

namespace alphascope {
namespace {

bool mustBeDurable(const RunEvent& event) {
    return std::holds_alternative<StateChanged>(event) ||
           std::holds_alternative<CheckpointSaved>(event) ||
           std::holds_alternative<RunStarted>(event);
}

class StoreSink : public RunSink {
public:
    StoreSink(WriterCore& core, std::int64_t run_id)
        : core_(core), run_id_(run_id), seen_failures_(core.failures()) {
        core_.fence().forget(run_id);
    }

    void publish(const RunEvent& event) override {
        core_.fence().check(run_id_);
        // A run that has lost rows must end, and not as finished; other states may still be
        // written.
        const auto* change = std::get_if<StateChanged>(&event);
        if (change != nullptr && change->state != RunState::kFinished)
            return core_.postAndWait(run_id_, event);
        if (core_.failures() != seen_failures_) throw Error(core_.lastFailure());
        // Found out here, because an event that cannot be written undoes a whole transaction.
        if (const auto* samples = std::get_if<SamplesWeighted>(&event)) checkSamples(*samples);
        if (mustBeDurable(event))
            core_.postAndWait(run_id_, event, seen_failures_);
        else
            core_.post(run_id_, event);
    }

private:
    WriterCore& core_;
    std::int64_t run_id_;
    std::uint64_t seen_failures_;
};

}  // namespace

struct StoreWriter::Impl {
    explicit Impl(const std::filesystem::path& database) : core(database) {}

    /// Losses that no call of this writer itself has reported yet.
    void throwNewFailure() {
        const auto count = core.failures();
        if (seen_failures.exchange(count) != count) throw Error(core.lastFailure());
    }

    /// Found out first, because one event of an unknown run would undo a whole transaction.
    void requireKnown(std::int64_t run_id) {
        core.call([&](auto& database) { requireRun(database, run_id); }, Durability::kNormal);
    }

    WriterCore core;
    std::atomic<std::uint64_t> seen_failures{0};
};

StoreWriter::StoreWriter(const std::filesystem::path& database)
    : impl_(std::make_unique<Impl>(database)) {}

StoreWriter::~StoreWriter() = default;

std::string StoreWriter::createStudy(const std::string& name, const std::string& toml) {
    std::string uuid = newUuid();
    impl_->core.call([&](auto& database) { addStudy(database, uuid, name, toml); },
                     Durability::kFull);
    return uuid;
}

std::int64_t StoreWriter::createRun(const std::string& study_uuid, const RunSpec& spec,
                                    const std::string& uuid) {
    const std::string run_uuid = uuid.empty() ? newUuid() : uuid;
    std::int64_t id = 0;
    impl_->core.call([&](auto& database) { id = addRun(database, study_uuid, spec, run_uuid); },
                     Durability::kFull);
    return id;
}

std::vector<std::int64_t> StoreWriter::createStudyOf(const std::string& name,
                                                     const std::string& toml,
                                                     const std::vector<NewRun>& runs) {
    const std::string study_uuid = newUuid();
    std::vector<std::int64_t> ids;
    impl_->core.call(
        [&](auto& database) {
            ids.clear();  // of a transaction that had to be tried again
            addStudy(database, study_uuid, name, toml);
            for (const auto& run : runs)
                ids.push_back(addRun(database, study_uuid, *run.spec, run.uuid));
        },
        Durability::kFull);
    return ids;
}

std::unique_ptr<RunSink> StoreWriter::sink(std::int64_t run_id) {
    impl_->requireKnown(run_id);
    return std::make_unique<StoreSink>(impl_->core, run_id);
}

void StoreWriter::setState(std::int64_t run_id, RunState state, const std::string& message) {
    impl_->core.postAndWait(run_id, StateChanged{state, message});
}

void StoreWriter::log(std::int64_t run_id, Logged::Level level, const std::string& text) {
    impl_->throwNewFailure();
    impl_->requireKnown(run_id);
    impl_->core.post(run_id, Logged{level, text});
}

void StoreWriter::takeOver(const std::vector<Takeover>& runs) {
    impl_->core.call([&](auto& database) { takeRuns(database, runs, Owner::self()); },
                     Durability::kFull);
}

void StoreWriter::giveUpOwner(const std::vector<std::int64_t>& run_ids) {
    impl_->core.call([&](auto& database) { interruptAbsent(database, run_ids); },
                     Durability::kFull);
}

void StoreWriter::request(std::int64_t run_id, RequestVerb verb) {
    impl_->core.call([&](auto& database) { addRequest(database, run_id, verb); },
                     Durability::kFull);
}

std::vector<RequestRow> StoreWriter::takeRequests() {
    std::vector<RequestRow> requests;
    impl_->core.call([&](auto& database) { requests = takeOpenRequests(database, Owner::self()); },
                     Durability::kNormal);
    return requests;
}

void StoreWriter::mark(const std::vector<MarkChange>& changes) {
    impl_->core.call([&](auto& database) { changeMarks(database, changes); }, Durability::kFull);
}

std::set<std::int64_t> StoreWriter::waiting() const {
    return impl_->core.waiting();
}

void StoreWriter::flush() {
    impl_->throwNewFailure();
    try {
        impl_->core.call([](auto&) {}, Durability::kNormal);
    } catch (const Error&) {
        impl_->seen_failures = impl_->core.failures();  // reported by this very throw
        throw;
    }
    impl_->throwNewFailure();
}

const std::filesystem::path& StoreWriter::database() const {
    return impl_->core.file();
}

std::filesystem::path StoreWriter::filesFolder() const {
    auto folder = filesFolderOf(database());
    std::error_code problem;
    std::filesystem::create_directories(folder, problem);
    if (problem)
        throw Error("The folder " + folder.string() + " cannot be made (" + problem.message() +
                    "). Checkpoints and caches go there; check the rights of the folder above it.");
    return folder;
}

std::filesystem::path filesFolderOf(const std::filesystem::path& database) {
    auto folder = database;
    folder += ".files";
    return folder;
}

std::string newUuid() {
    std::random_device device;
    std::array<unsigned char, 16> bytes{};
    for (auto& byte : bytes) byte = static_cast<unsigned char>(device() & 0xFFU);
    bytes[6] = static_cast<unsigned char>((bytes[6] & 0x0FU) | 0x40U);  // version 4
    bytes[8] = static_cast<unsigned char>((bytes[8] & 0x3FU) | 0x80U);  // RFC 4122 variant
    constexpr std::string_view kHex = "0123456789abcdef";
    std::string text;
    for (std::size_t i = 0; i < bytes.size(); ++i) {
        if (i == 4 || i == 6 || i == 8 || i == 10) text += '-';
        text += kHex[bytes.at(i) >> 4U];
        text += kHex[bytes.at(i) & 15U];
    }
    return text;
}

}  // namespace alphascope
