// SPDX-License-Identifier: GPL-3.0-or-later
#include "train/run_session.h"

#include "study/error.h"
#include "study/run_folder.h"
#include "train/cross_fit.h"
#include "train/student.h"

#include <nlohmann/json.hpp>

#include <algorithm>
#include <bit>
#include <utility>

namespace alphascope {
namespace {

constexpr int kHistogramsARun = 50;
constexpr const char* kBest = "best_meta-";

std::int64_t histogramEvery(const RunSpec& spec, std::int64_t total_steps) {
    if (spec.train.histogram_every > 0) return spec.train.histogram_every;
    return std::max<std::int64_t>(1, total_steps / kHistogramsARun);
}

/// Whether a specification as a checkpoint has it, perhaps of an earlier version, is this one.
bool isOf(const RunSpec& spec, const std::string& stored) {
    return toJson(runSpecFromText(stored)) == toJson(spec);
}

}  // namespace

RunSession::RunSession(const RunSpec& spec, const RunPlace& place, PreparedData data,
                       const Placement& placement, RunSink& sink, RunControl& control)
    : spec_(spec),
      place_(place),
      sink_(sink),
      control_(control),
      run_dir_(runFolder(place.files, place.uuid)),
      data_(std::move(data)),
      placement_(placement),
      started_(std::chrono::steady_clock::now()) {}

bool RunSession::train() {
    sink_.publish(describe(data_.train));
    if (data_.meta.size() > 0) sink_.publish(describe(data_.meta));
    for (const auto& set : data_.evaluation) sink_.publish(describe(set));
    setUpModel();
    loadTeacherTargets();
    model_->moveTo(placement_);
    if (control_.cancelled()) return false;

    const EncodedSet* meta = data_.meta.size() > 0 ? &data_.meta : nullptr;
    TrainingLoop loop(spec_, *model_, data_, data_.train, meta, targets_.train, targets_.meta);
    announce(loop);
    StepPublisher publisher(
        sink_, data_.train, loop.usesTeacher(),
        {.every = histogramEvery(spec_, loop.totalSteps()), .last = loop.totalSteps()});
    bool evaluated = true;
    LoopHooks hooks;
    hooks.keep_going = [&] { return evaluated && keepGoing(); };
    hooks.on_step =
        [&, counted = std::chrono::duration<double>(paused_)](const StepReport& report) mutable {
            publisher.leaveOut((paused_ - std::exchange(counted, paused_)).count());
            publisher.publish(report, secondsTrained());
        };
    hooks.on_evaluate = [&](std::int64_t step) { evaluated = evaluateAll(step); };
    hooks.on_checkpoint = [&](std::int64_t step) {
        if (evaluated) saveCheckpoint(loop, publisher, step);
    };
    if (loop.totalSteps() == 0) evaluated = evaluateAll(0);  // a teacher taken as it is
    if (!place_.checkpoint.empty()) goOn(loop, publisher);
    if (loop.run(hooks) && evaluated) return finish(loop.totalSteps());
    // Ended between two steps, not within an evaluation, whose other half would be missing.
    const std::int64_t done = loop.stepsDone();
    const auto name = RunFiles::checkpoint(run_dir_, done).filename();
    if (evaluated && done > 0 && name != newest_.state) saveWhereItStops(loop, publisher, done);
    return false;
}

/// A disk that is full must not make a failure of a run that was only stopped.
void RunSession::saveWhereItStops(const TrainingLoop& loop, const StepPublisher& publisher,
                                  std::int64_t step) {
    try {
        saveCheckpoint(loop, publisher, step);
    } catch (const std::exception& problem) {
        log(Logged::Level::kWarning,
            "no checkpoint could be written at step " + std::to_string(step) +
                ", so that the run can go on only from the one before, or from its start: " +
                problem.what());
    }
}

void RunSession::announce(const TrainingLoop& loop) {
    sink_.publish(RunStarted{.total_steps = loop.totalSteps(),
                             .threads = at::get_num_threads(),
                             .device = placement_.device.str(),
                             .header = describeRun(spec_, data_, *model_, loop.usesTeacher())});
    std::size_t samples = data_.train.size() + data_.meta.size();
    for (const auto& set : data_.evaluation) samples += set.size();
    log(Logged::Level::kInfo, "tokenised " + std::to_string(samples) + " samples in " +
                                  std::to_string(data_.tokenise_seconds) + " s");
    if (data_.meta.size() > 0)
        log(Logged::Level::kInfo,
            std::to_string(data_.overlap) + " texts occur verbatim in both train and meta");
    started_ = std::chrono::steady_clock::now();
    paused_ = {};
}

void RunSession::setUpModel() {
    model_ = std::make_unique<Classifier>(
        makeStudent(spec_, data_, initSeed(spec_),
                    [this](const std::string& text) { log(Logged::Level::kInfo, text); }));
    if (place_.teacher_dir.empty()) {
        if (spec_.train.init == "teacher_layers")
            throw Error(
                "init = \"teacher_layers\" needs a teacher, and the run names none; choose a "
                "scheme "
                "with one, or init = \"random\".");
        return;
    }
    teacher_.emplace(loadTeacher(place_.teacher_dir, data_, place_.teacher_sha256));
    if (spec_.train.init != "teacher_layers") return;
    if (teacher_->tokenizer->hash() != data_.tokenizer->hash())
        throw Error(
            "init = \"teacher_layers\" needs the teacher's vocabulary, and this run has another; "
            "use "
            "the same vocab, or init = \"random\".");
    model_->initialiseFromTeacher(teacher_->model);
}

void RunSession::loadTeacherTargets() {
    if (!findScheme(spec_.scheme).uses_teacher) return;
    if (!teacher_)
        throw Error(
            "Scheme " + spec_.scheme +
            " needs a teacher, and the run names none; run it as part of a study, which trains "
            "one.");
    teacher_->model.moveTo(placement_);
    const auto going = [this] { return keepGoing(); };
    const auto read = [&](const EncodedSet& set) {
        bool cached = false;
        auto logits = cachedTeacherLogits(*teacher_, set, data_, spec_.data.max_length,
                                          place_.files, going, cached);
        log(Logged::Level::kInfo, "teacher logits of " + set.name + " (" +
                                      std::to_string(set.size()) +
                                      "): " + (cached ? "from the cache" : "computed and cached"));
        return logits;
    };
    targets_.train = spec_.teacher_targets == "cross_fit"
                         ? crossFitLogits(place_.teacher_dir, data_.train, targetsOrigin())
                         : read(data_.train);
    publishTargets(data_.train, targets_.train);
    if (data_.meta.size() > 0) targets_.meta = read(data_.meta);
    publishTargets(data_.meta, targets_.meta);
    teacher_->model.moveTo({});  // makes room for the student
}

void RunSession::publishTargets(const EncodedSet& set, const torch::Tensor& logits) {
    if (!logits.defined()) return;
    sink_.publish(TeacherTargets{
        .set = set.name, .outputs = static_cast<int>(logits.size(1)), .logits = toVector(logits)});
}

bool RunSession::evaluateAll(std::int64_t step) {
    const auto going = [this] { return keepGoing(); };
    const auto score = [&](const EncodedSet& set) {
        const auto logits = computeLogits(*model_, set, data_.tokenizer->padId(), going);
        if (!logits.defined()) return false;
        Evaluated event = evaluate(*data_.task, set, logits, step, true);
        if (set.name == "meta") keepBestOnMeta(event);
        sink_.publish(std::move(event));
        return true;
    };
    if (data_.meta.size() > 0 && !score(data_.meta)) return false;
    for (const auto& set : data_.evaluation)
        if (!score(set)) return false;
    return true;
}

void RunSession::keepBestOnMeta(const Evaluated& meta) {
    // The task's first metric decides; a score that is not a number counts as the worst.
    const double value = meta.scores.front().second;
    if (!(value > best_.score)) return;
    const auto file = RunFiles::bestOnMeta(run_dir_, meta.step);
    best_ = {.score = value, .step = meta.step, .sha256 = saveModel(file, *model_, data_)};
    publishFile("best_meta", best_.step, file, best_.sha256);
}

void RunSession::publishFile(const char* kind, std::int64_t step, const std::filesystem::path& file,
                             const std::string& sha256) {
    sink_.publish(CheckpointSaved{.step = step,
                                  .kind = kind,
                                  .path = "runs/" + place_.uuid + "/" + file.filename().string(),
                                  .sha256 = sha256});
}

void RunSession::saveCheckpoint(const TrainingLoop& loop, const StepPublisher& publisher,
                                std::int64_t step) {
    TensorFile archive;
    loop.save(archive);
    publisher.save(archive);
    archive.metadata["step"] = std::to_string(step);
    archive.metadata["spec"] = toJson(spec_).dump();
    archive.metadata["best_meta"] = std::to_string(std::bit_cast<std::int64_t>(best_.score));
    archive.metadata["best_meta_step"] = std::to_string(best_.step);
    archive.metadata["best_meta_sha256"] = best_.sha256;
    archive.metadata["seconds"] = std::to_string(secondsTrained());
    archive.metadata["device"] = placement_.device.str();
    archive.metadata["data"] = dataHash(data_);
    const auto file = RunFiles::checkpoint(run_dir_, step);
    publishFile("last", step, file, writeTensorFile(file, archive));
    // Should the newest be damaged, the one before it is in force, with its best model on meta.
    const auto best = RunFiles::bestOnMeta(run_dir_, best_.step);
    previous_ = std::exchange(newest_, {file.filename(), best.filename()});
    removeAllBut({newest_.state, newest_.best, previous_.state, previous_.best}, {"step-", kBest});
}

/// Takes up a run where its checkpoint left it; what was stored after that step is cut off already.
void RunSession::goOn(TrainingLoop& loop, StepPublisher& publisher) {
    const TensorFile archive = readTensorFile(place_.checkpoint);
    const auto spec = archive.metadata.find("spec");
    if (spec == archive.metadata.end() || !isOf(spec_, spec->second))
        throw Error::at(place_.checkpoint.string(), 0, "the checkpoint belongs to another run",
                        "Start the run again");
    const auto data = archive.metadata.find("data");
    if (data == archive.metadata.end() || data->second != dataHash(data_))
        throw Error::at(place_.checkpoint.string(), 0,
                        "the checkpoint was made on other data than the run reads now",
                        "Put the data folder back as it was, or start the run again");
    loop.load(archive);
    publisher.load(archive);
    restoreBest(archive.metadata);
    seconds_before_ = std::stod(archive.metadata.at("seconds"));  // is there where "data" is
    newest_ = {place_.checkpoint.filename(), RunFiles::bestOnMeta(run_dir_, best_.step).filename()};
    log(Logged::Level::kInfo, "going on after step " + std::to_string(loop.stepsDone()));
}

/// The best model as of the checkpoint. A better one of a later step, and its row, are cut off.
void RunSession::restoreBest(const std::map<std::string, std::string>& metadata) {
    best_.score =
        std::bit_cast<double>(static_cast<std::int64_t>(std::stoll(metadata.at("best_meta"))));
    const auto step = metadata.find("best_meta_step");
    if (step == metadata.end()) return;  // of an earlier version: one file, whose row is left
    best_.step = std::stoll(step->second);
    best_.sha256 = metadata.at("best_meta_sha256");
    if (best_.step == 0) return;
    const auto file = RunFiles::bestOnMeta(run_dir_, best_.step);
    if (std::filesystem::exists(file) && sha256OfFile(file.string()) == best_.sha256)
        return publishFile("best_meta", best_.step, file, best_.sha256);
    log(Logged::Level::kWarning,
        file.string() + " is gone or damaged: the best model on meta is sought from here on");
    best_ = {};
}

/// Those of the run's files that begin with one of `kinds`; of an earlier start of the run too.
void RunSession::removeAllBut(const std::set<std::filesystem::path>& kept,
                              std::initializer_list<const char*> kinds) const {
    std::error_code ignored;  // what cannot be removed does no harm
    std::filesystem::directory_iterator entry(run_dir_, ignored);
    for (; entry != std::filesystem::directory_iterator(); entry.increment(ignored)) {
        const auto name = entry->path().filename();
        const auto begins = [&](const char* kind) { return name.string().starts_with(kind); };
        if (!kept.contains(name) && std::any_of(kinds.begin(), kinds.end(), begins))
            std::filesystem::remove(entry->path(), ignored);
    }
}

void RunSession::removeScaffolding() const {
    removeAllBut({RunFiles::bestOnMeta(run_dir_, best_.step).filename()},
                 {"step-", "fold-", kBest});
}

/// The final weights; a teacher is also judged on its own train set, and cross-fitted where asked.
/// The checkpoint of the last step stays in force until all of it is stored, so that a run that
/// ends in here goes on in here.
bool RunSession::finish(std::int64_t last_step) {
    const auto hash = saveModel(RunFiles::model(run_dir_), *model_, data_);
    if (spec_.role == Role::kTeacher) {
        const auto logits = computeLogits(*model_, data_.train, data_.tokenizer->padId(),
                                          [this] { return keepGoing(); });
        if (!logits.defined()) return false;
        if (spec_.teacher_targets == "cross_fit" && !crossFit()) return false;
        sink_.publish(evaluate(*data_.task, data_.train, logits, last_step, false));
    }
    if (!predictTest(last_step)) return false;
    publishFile("last", last_step, RunFiles::model(run_dir_), hash);
    return true;
}

/// Answers without scores: the labels are GLUE's own.
bool RunSession::predictTest(std::int64_t last_step) {
    for (const auto& set : data_.test) {
        const auto logits =
            computeLogits(*model_, set, data_.tokenizer->padId(), [this] { return keepGoing(); });
        if (!logits.defined()) return false;
        sink_.publish(Evaluated{.step = last_step,
                                .set = set.name,
                                .scores = {},
                                .outputs = static_cast<int>(logits.size(1)),
                                .logits = toVector(logits)});
        log(Logged::Level::kInfo,
            "answered " + set.file + ", " + std::to_string(set.size()) + " samples");
    }
    return true;
}

bool RunSession::crossFit() {
    const auto logits =
        trainFolds({.spec = spec_,
                    .data = data_,
                    .placement = placement_,
                    .run_dir = run_dir_,
                    .keep_going = [this] { return keepGoing(); },
                    .say = [this](const std::string& text) { log(Logged::Level::kInfo, text); }});
    if (!logits.defined()) return false;
    saveCrossFitLogits(run_dir_, data_.train, targetsOrigin(), logits);
    return true;
}

TargetsOrigin RunSession::targetsOrigin() const {
    return {.text_sha256 = data_.train.text_sha256,
            .tokenizer = (teacher_ ? teacher_->tokenizer : data_.tokenizer)->hash(),
            .max_length = spec_.data.max_length};
}

bool RunSession::keepGoing() {
    if (control_.cancelled()) return false;
    if (!control_.paused()) return true;
    const auto begin = std::chrono::steady_clock::now();
    sink_.publish(StateChanged{.state = RunState::kPaused, .message = "paused on request"});
    const bool go_on = control_.waitWhilePaused();
    paused_ += std::chrono::steady_clock::now() - begin;
    if (go_on) sink_.publish(StateChanged{.state = RunState::kRunning, .message = ""});
    return go_on;
}

double RunSession::secondsTrained() const {
    return seconds_before_ +
           std::chrono::duration<double>(std::chrono::steady_clock::now() - started_ - paused_)
               .count();
}

void RunSession::log(Logged::Level level, const std::string& text) {
    sink_.publish(Logged{.level = level, .text = text});
}

}  // namespace alphascope
