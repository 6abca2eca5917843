// SPDX-License-Identifier: GPL-3.0-or-later
// What Slurm 22.05.8 of Debian 12 has printed, shortened by fields that are not read.
#include "cluster/slurm_text.h"

#include <gmock/gmock.h>

#include <string>
#include <utility>

namespace alphascope {
namespace {

using testing::IsEmpty;
using testing::SizeIs;

TEST(SlurmText, Squeue) {
    const auto tasks = readSqueue(
        "2_0|CANCELLED|DependencyNeverSatisfied|\n"
        "1_3|FAILED|JobLaunchFailure|n2\n"
        "3_0|PENDING|JobHeldUser|\n"
        "7|RUNNING|None|n1\n"
        "1_4|RUNNING|None|n3\n\n");
    ASSERT_THAT(tasks, SizeIs(4)) << "a job that is no array is none of ours";
    EXPECT_EQ(tasks.at({1, 4}).state, "RUNNING");
    EXPECT_EQ(tasks.at({1, 4}).node, "n3");
    EXPECT_EQ(tasks.at({1, 4}).reason, "");
    EXPECT_EQ(tasks.at({2, 0}).reason, "DependencyNeverSatisfied");
    EXPECT_EQ(tasks.at({2, 0}).node, "");
}

TEST(SlurmText, ScontrolShowJob) {
    const auto tasks = readRecords(
        "JobId=7 ArrayJobId=1 ArrayTaskId=3 JobName=a.sh UserId=root(0) QOS=(null) JobState=FAILED "
        "Reason=JobLaunchFailure Dependency=(null) Requeue=1 ExitCode=0:9 NodeList=n2 Power= \n"
        "JobId=2 ArrayJobId=2 ArrayTaskId=0-2,5%4 JobName=a.sh JobState=CANCELLED "
        "Reason=DependencyNeverSatisfied Dependency=afterok:1_5(failed) ExitCode=0:0 NodeList= \n"
        "JobId=8 ArrayJobId=1 ArrayTaskId=4 JobName=a.sh JobState=RUNNING Reason=None ExitCode=0:0 "
        "NodeList=(null) \n");
    ASSERT_THAT(tasks, SizeIs(6));
    EXPECT_EQ(tasks.at({1, 3}).exit_code, "0:9");
    EXPECT_EQ(tasks.at({1, 3}).reason, "JobLaunchFailure");
    EXPECT_EQ(tasks.at({1, 4}).node, "");
    for (const int index : {0, 1, 2, 5}) EXPECT_EQ(tasks.at({2, index}).state, "CANCELLED");
}

TEST(SlurmText, TheTextLogsLastLineOfATaskCounts) {
    const auto tasks = readRecords(
        "JobId=6 UserId=root(0) Name=a.sh JobState=NODE_FAIL NodeList=n2 WorkDir=/w "
        "ArrayJobId=1 ArrayTaskId=2 DerivedExitCode=0:0 ExitCode=0:0 \n"
        "JobId=6 UserId=root(0) Name=a.sh JobState=COMPLETED NodeList=n1 WorkDir=/w "
        "ArrayJobId=1 ArrayTaskId=2 DerivedExitCode=0:0 ExitCode=0:0 \n"
        "JobId=2 UserId=root(0) Name=a.sh JobState=CANCELLED NodeList=(null) NodeCnt=0 WorkDir=/w "
        "DerivedExitCode=0:0 ExitCode=0:0 \n");
    ASSERT_THAT(tasks, SizeIs(2));
    EXPECT_EQ(tasks.at({1, 2}).state, "COMPLETED");
    EXPECT_EQ(tasks.at({1, 2}).node, "n1");
    EXPECT_EQ(tasks.at({2, kOtherTasks}).state, "CANCELLED")
        << "tasks that ended before they began have one line";
}

TEST(SlurmText, AJobsNameIsNeverTakenForAnotherJob) {
    const std::string name = "x JobId=12 ArrayJobId=12 ArrayTaskId=3 JobState=COMPLETED";
    const std::string log =
        "JobId=90 UserId=eve(7) Name=" + name + " JobState=FAILED NodeList=n9 WorkDir=/w ";
    for (const auto& [line, owner] :
         {std::pair(log + "DerivedExitCode=0:0 ExitCode=1:0 \n", TaskId{90, kOtherTasks}),
          std::pair(log + "ArrayJobId=80 ArrayTaskId=1 DerivedExitCode=0:0 ExitCode=1:0 \n",
                    TaskId{80, 1}),
          std::pair("JobId=90 JobName=" + name + " UserId=eve(7) JobState=FAILED WorkDir=/" + name +
                        " Power= \n",
                    TaskId{90, kOtherTasks}),
          std::pair("JobId=90 ArrayJobId=80 ArrayTaskId=1 JobName=" + name +
                        " JobState=FAILED WorkDir=/" + name + " Power= \n",
                    TaskId{80, 1})}) {
        const auto tasks = readRecords(line);
        ASSERT_THAT(tasks, SizeIs(1)) << line;
        EXPECT_EQ(tasks.begin()->first, owner) << line;
    }
    EXPECT_THAT(readRecords(name + " NodeList=n9\n"), IsEmpty()) << "no record begins like this";
}

TEST(SlurmText, OfARecordsOwnFieldsTheFirstCounts) {
    const auto tasks = readRecords(
        "JobId=6 UserId=root(0) Name=a.sh JobState=FAILED NodeList=n1 WorkDir=/w "
        "JobState=COMPLETED "
        "NodeList=n7 Tres= ArrayJobId=1 ArrayTaskId=2 DerivedExitCode=0:0 ExitCode=1:0 \n");
    ASSERT_THAT(tasks, SizeIs(1));
    EXPECT_EQ(tasks.at({1, 2}).state, "FAILED");
    EXPECT_EQ(tasks.at({1, 2}).node, "n1");
    EXPECT_EQ(tasks.at({1, 2}).exit_code, "1:0");
}

TEST(SlurmText, Sacct) {
    const auto tasks = readSacct(
        "12_3|CANCELLED by 1000|0:15|n1\n"
        "12_4|OUT_OF_MEMORY|0:125|n2\n"
        "12_[6-8%2]|PENDING|0:0|None assigned\n"
        "12_3.batch|CANCELLED|0:15|n1\n");
    ASSERT_THAT(tasks, SizeIs(5));
    EXPECT_EQ(tasks.at({12, 3}).state, "CANCELLED");
    EXPECT_EQ(tasks.at({12, 4}).exit_code, "0:125");
    EXPECT_EQ(tasks.at({12, 7}).state, "PENDING");
    EXPECT_EQ(tasks.at({12, 7}).node, "");
}

TEST(SlurmText, Config) {
    const char* config =
        "JobCompLoc              = /var/log/jobcomp.txt\n"
        "JobCompType             = jobcomp/filetxt\n"
        "MaxArraySize            = 1001\n"
        "MailDomain              = (null)\n";
    EXPECT_EQ(configValue(config, "JobCompLoc"), "/var/log/jobcomp.txt");
    EXPECT_EQ(configValue(config, "MaxArraySize"), "1001");
    EXPECT_EQ(configValue(config, "MailDomain"), "");
    EXPECT_EQ(configValue(config, "JobComp"), "");
}

TEST(SlurmText, WhatIsNotUnderstoodIsPassedOver) {
    for (const char* text : {"", "\n\n", "slurm_load_jobs error: Invalid job id specified\n", "|||",
                             "x_y|RUNNING|None|", "99999999999999999999_1|RUNNING|None|",
                             "JobId= JobState=FAILED", "JobId=4", "===", "1_[3-|X|0:0|n"})
        for (const auto& read : {readSqueue(text), readRecords(text), readSacct(text)})
            EXPECT_THAT(read, IsEmpty()) << text;
    EXPECT_THAT(readRecords("JobId=1 ArrayJobId=1 ArrayTaskId=0-2000000000 JobState=FAILED"),
                IsEmpty())
        << "an absurd range";
    std::string ranges = "0-299999";
    for (int i = 0; i < 9; ++i) ranges += ",0-299999";
    std::string many;
    for (int i = 1; i <= 9; ++i)
        many += "JobId=" + std::to_string(i) + " ArrayJobId=" + std::to_string(i) +
                " ArrayTaskId=" + ranges + " JobState=FAILED\n";
    EXPECT_THAT(readRecords(many), SizeIs(300'000)) << "nor many that add up";
}

TEST(SlurmText, AStateThatNobodyKnowsHasNotEnded) {
    for (const char* ended : {"COMPLETED", "FAILED", "TIMEOUT", "NODE_FAIL", "OUT_OF_MEMORY",
                              "CANCELLED", "PREEMPTED", "BOOT_FAIL", "DEADLINE"})
        EXPECT_TRUE(hasEndedInSlurm(ended)) << ended;
    for (const char* alive : {"PENDING", "RUNNING", "SUSPENDED", "COMPLETING", "REQUEUED", "NEW"})
        EXPECT_FALSE(hasEndedInSlurm(alive)) << alive;
    EXPECT_TRUE(waitsInSlurm("PENDING"));
    EXPECT_TRUE(waitsInSlurm("REQUEUE_HOLD"));
    EXPECT_FALSE(waitsInSlurm("RUNNING"));
}

}  // namespace
}  // namespace alphascope
