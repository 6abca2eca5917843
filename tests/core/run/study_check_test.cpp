// SPDX-License-Identifier: GPL-3.0-or-later
#include "queue_bench.h"

#include "core/study/error_of.h"
#include "run/study_check.h"
#include "study/run_folder.h"

#include <gmock/gmock.h>

namespace alphascope {
namespace {

using testing::HasSubstr;

class StudyCheck : public QueueBench {
protected:
    /// A study on RTE whose folder has train.tsv and dev.tsv.
    Study rteStudy() {
        Study study = demoStudy("label-only", {1});
        study.tasks = {"rte"};
        study.data.folder = (folder / "glue").string();
        touch("glue/RTE/train.tsv");
        touch("glue/RTE/dev.tsv");
        return study;
    }
    void touch(const std::string& name) {
        std::filesystem::create_directories((folder / name).parent_path());
        std::ofstream(folder / name) << "x\n";
    }
    std::string refusal(const Study& study) {
        const std::string problem = errorOf([&] {
            Queue queue(*writer, 1);
            queue.submit(study);
        });
        EXPECT_TRUE(problem.empty() || storedRuns() == 0U)
            << "nothing may be stored before the check";
        return problem;
    }
};

TEST_F(StudyCheck, AcceptsTheFolderOrItsParent) {
    Study study = rteStudy();
    EXPECT_EQ(planRuns(study, *writer).front().spec.data.folder, (folder / "glue").string());
    study.data.folder = folder.string();
    EXPECT_EQ(planRuns(study, *writer).front().spec.data.folder, (folder / "glue").string());
}

TEST_F(StudyCheck, NamesTheMissingFile) {
    Study study = rteStudy();
    std::filesystem::remove(folder / "glue/RTE/train.tsv");
    EXPECT_THAT(refusal(study), HasSubstr((folder / "glue/RTE/train.tsv").string()));
    touch("glue/RTE/train.tsv");
    std::filesystem::remove(folder / "glue/RTE/dev.tsv");
    EXPECT_THAT(refusal(study), HasSubstr("RTE/dev.tsv"));
}

TEST_F(StudyCheck, FilesOfTheStudyReplaceTheOfficialNames) {
    Study study = rteStudy();
    std::filesystem::rename(folder / "glue/RTE/train.tsv", folder / "glue/RTE/sample.tsv");
    study.files_by_task["rte"]["train"] = "sample.tsv";
    EXPECT_EQ(planRuns(study, *writer).size(), 1U);
    study.files_by_task["rte"]["train"] = "other.tsv";
    EXPECT_THAT(refusal(study), HasSubstr("RTE/other.tsv"));
}

TEST_F(StudyCheck, OneOfMnlisTwoEvaluationFilesIsEnough) {
    Study study = rteStudy();
    study.tasks = {"mnli"};
    touch("glue/MNLI/train.tsv");
    EXPECT_THAT(refusal(study), HasSubstr("dev_matched"));
    touch("glue/MNLI/dev_mismatched.tsv");
    EXPECT_EQ(planRuns(study, *writer).size(), 1U);
}

TEST_F(StudyCheck, WithoutAFolderItSaysHowToGiveOne) {
    Study study = rteStudy();
    study.data.folder.clear();
    const std::string text = refusal(study);
    EXPECT_THAT(text, HasSubstr("--data"));
    EXPECT_THAT(text, HasSubstr("ALPHASCOPE_DATA"));
    setenv("ALPHASCOPE_DATA", folder.c_str(), 1);
    EXPECT_EQ(planRuns(study, *writer).front().spec.data.folder, (folder / "glue").string());
    unsetenv("ALPHASCOPE_DATA");
}

TEST_F(StudyCheck, AMissingVocabularyIsNamed) {
    Study study = rteStudy();
    study.data.vocab = (folder / "vocab.txt").string();
    EXPECT_THAT(refusal(study), HasSubstr("vocab.txt"));
}

TEST_F(StudyCheck, AGpuThatIsAskedForMustBeThere) {
    Study study = demoStudy("label-only", {1});
    study.device = "cuda";
    EXPECT_THAT(refusal(study), HasSubstr("device = \"cuda\" asks for a GPU"));
    study.device = "auto";
    study.student.precision = "bf16";
    EXPECT_THAT(refusal(study), HasSubstr("bf16"));
    setenv("ALPHASCOPE_FAKE_GPU", "1", 1);
    EXPECT_EQ(planRuns(study, *writer).size(), 1U);
    study.device = "cuda:1";
    EXPECT_THAT(refusal(study), HasSubstr("this machine has cuda:0."));
    study.device = "cuda:0";
    EXPECT_EQ(planRuns(study, *writer).front().spec.device, "cuda:0");
    unsetenv("ALPHASCOPE_FAKE_GPU");
}

TEST_F(StudyCheck, TheDemoNeedsNoFiles) {
    Study study = demoStudy("label-only", {1});
    study.data.folder = "/does/not/exist";
    EXPECT_EQ(planRuns(study, *writer).size(), 1U);
}

TEST_F(StudyCheck, AReusedTeacherMustBeThere) {
    Study study = demoStudy("rw-kd", {1});
    study.teacher.run = "0badc0de-0000-4000-8000-000000000000";
    EXPECT_THAT(refusal(study), HasSubstr("0badc0de"));
}

TEST_F(StudyCheck, AReusedTeacherMustHaveLearntFromTheSameData) {
    Queue queue(*writer, 1);
    Study study = demoStudy("rw-kd", {1});
    const auto ids = queue.submit(study);
    queue.waitUntilIdle();
    study.teacher.run = row(ids[0]).uuid;
    const auto problem = [&](const std::function<void(Study&)>& change) {
        Study changed = study;
        change(changed);
        return errorOf([&] { planRuns(changed, *writer); });
    };
    EXPECT_EQ(problem([](Study&) {}), "");
    // What the teacher does not learn from may differ.
    EXPECT_EQ(problem([](Study& s) {
                  s.student.epochs = 9;
                  s.student.learning_rate = 0.01;
              }),
              "");
    // The full-train row has no meta set, and may start from the teacher's layers like the others.
    EXPECT_EQ(problem([](Study& s) {
                  s.full_train_row = true;
                  s.student.encoder = "mini";
                  s.student.init = "teacher_layers";
              }),
              "");
    EXPECT_THAT(
        problem([](Study& s) { s.data.split_seed = 7; }),
        HasSubstr(study.teacher.run + "' was trained with split_seed = 1, and this study says 7."));
    EXPECT_THAT(problem([](Study& s) { s.data.meta_share = 0.2; }),
                HasSubstr("meta_share = 0.1, and this study says 0.2"));
    EXPECT_THAT(problem([](Study& s) { s.data.train_rows = 100; }),
                HasSubstr("train_rows = 0, and this study says 100"));
    EXPECT_THAT(problem([](Study& s) { s.data.label_noise = 0.25; }), HasSubstr("label_noise = 0"));
    EXPECT_THAT(problem([](Study& s) { s.teacher.labels = "clean"; }),
                HasSubstr("labels = \"noisy\""));
    EXPECT_THAT(problem([](Study& s) { s.teacher.targets = "cross_fit"; }),
                HasSubstr("targets = \"in_sample\", and this study says \"cross_fit\""));
}

TEST_F(StudyCheck, AReusedTeacherMustHaveReadTheSameFile) {
    Study study = rteStudy();
    study.schemes = {{.id = "rw-kd", .parameters = {}}};
    touch("glue/RTE/sample.tsv");
    Queue queue(*writer, 1);
    const auto ids = queue.submit(study);
    queue.waitUntilIdle();
    study.teacher.run = row(ids[0]).uuid;
    study.files_by_task["rte"] = {{"train", "train.tsv"},
                                  {"dev", "sample.tsv"}};  // the official name, spelt out
    EXPECT_EQ(planRuns(study, *writer).size(), 1U);
    study.files_by_task["rte"]["train"] = "sample.tsv";
    EXPECT_THAT(
        errorOf([&] { planRuns(study, *writer); }),
        HasSubstr("[data.files] train = \"train.tsv\", and this study says \"sample.tsv\""));
}

TEST_F(StudyCheck, AReusedTeacherMustBeAFinishedTeacher) {
    Queue queue(*writer, 1);
    Study study = demoStudy("rw-kd", {1, 20});
    study.teacher.seed = 1;
    const auto ids = queue.submit(study);
    ASSERT_TRUE(reaches(ids[2], RunState::kRunning));
    const RunRow teacher = row(ids[0]);
    const RunRow student = row(ids[1]);
    letGo();
    queue.waitUntilIdle();

    study.seeds = {7};
    study.teacher.run = teacher.uuid.substr(0, 13);  // a prefix is enough, the whole is stored
    const auto again = queue.submit(study);
    ASSERT_EQ(again.size(), 1U);
    queue.waitUntilIdle();
    EXPECT_EQ(row(again[0]).teacher_uuid, teacher.uuid);
    EXPECT_EQ(state(again[0]), RunState::kFinished);
    EXPECT_THAT(logOf(again[0]), HasSubstr(teacher.uuid + " there"));

    study.teacher.run = student.uuid;
    EXPECT_THROW(planRuns(study, *writer), Error);
    study.teacher.run = teacher.uuid;
    writer->setState(teacher.id, RunState::kFailed, "for the test");
    EXPECT_THROW(planRuns(study, *writer), Error);
    writer->setState(teacher.id, RunState::kFinished, "");
    EXPECT_NO_THROW(planRuns(study, *writer));
    std::filesystem::remove_all(runFolder(writer->filesFolder(), teacher.uuid));
    EXPECT_THROW(planRuns(study, *writer), Error);
}

TEST_F(StudyCheck, AReusedTeacherTeachesWithTheWeightsThatItStored) {
    Queue queue(*writer, 1);
    Study study = demoStudy("rw-kd", {1});
    const RunRow teacher = row(queue.submit(study)[0]);
    queue.waitUntilIdle();
    const auto file = runFolder(writer->filesFolder(), teacher.uuid) / "model.safetensors";
    // SHA-256 of "weights", which the fake module writes, by coreutils.
    const std::string sha256 = "9a129038d9a00aed0cf6a7ea059ca50a813449061ab87848cf1a13eafdf33b2c";
    writer->sink(teacher.id)
        ->publish(CheckpointSaved{.step = 4,
                                  .kind = "last",
                                  .path = "runs/" + teacher.uuid + "/model.safetensors",
                                  .sha256 = sha256});
    study.teacher.run = teacher.uuid;
    const auto again = queue.submit(study);
    queue.waitUntilIdle();
    EXPECT_THAT(logOf(again.at(0)), HasSubstr("teacher's weights " + sha256)) << "to compare with";

    const auto problem = [&] {
        try {
            planRuns(study, *writer);
        } catch (const Error& error) {
            return std::string(error.what());
        }
        return std::string();
    };
    std::filesystem::resize_file(file, 3);  // copied by half
    EXPECT_THAT(problem(), AllOf(HasSubstr(file.string()), HasSubstr("SHA-256 differs")));
    std::filesystem::remove(file);
    EXPECT_THAT(problem(), AllOf(HasSubstr(file.string()), HasSubstr("not there")));
}

}  // namespace
}  // namespace alphascope
