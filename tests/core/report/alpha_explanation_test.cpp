// SPDX-License-Identifier: GPL-3.0-or-later
// What is told of a stored α: recomputed where the formula is closed, never guessed where not.
#include "report/alpha_explanation.h"

#include "report/scheme_arithmetic.h"

#include "store/half_float.h"
#include "store/reader.h"
#include "study/error.h"

#include <gmock/gmock.h>
#include <nlohmann/json.hpp>

#include <cmath>

namespace alphascope {
namespace {

using ::testing::HasSubstr;
using Origin = AlphaLine::Origin;

/// CE = 0.25, teacher logits (0.3, -1.2), label 0: the sample of scheme_arithmetic_test.
AlphaQuestion question(const std::string& scheme, float alpha) {
    AlphaQuestion asked;
    asked.spec.task = "rte";
    asked.spec.scheme = scheme;
    for (const auto& parameter : findScheme(scheme).parameters)
        asked.spec.scheme_parameters[parameter.name] = parameter.default_value;
    asked.total_steps = 101;
    asked.record = {
        .step = 26, .epoch = 2, .id = 7, .alpha = alpha, .label_loss = 0.25F, .teacher_loss = 0.5F};
    asked.teacher_logits = {0.3F, -1.2F};
    return asked;
}

double valueOf(const AlphaExplanation& told, const std::string& name) {
    const AlphaLine* line = told.find(name);
    EXPECT_NE(line, nullptr) << name;
    return line != nullptr ? line->value : std::nan("");
}

TEST(AlphaExplanation, GoesFromTheLossesToAlpha) {
    const auto told = explainAlpha(question("wsl", 0.615338F));
    EXPECT_EQ(told.scheme, "WSL");
    EXPECT_THAT(told.formula, HasSubstr("exp(−CE_i"));
    EXPECT_THAT(told.source, HasSubstr("Zhou"));
    ASSERT_EQ(told.parameters.size(), 1U);
    EXPECT_EQ(told.parameters[0], std::pair(std::string("kd_weight"), std::string("2.25")));
    EXPECT_EQ(valueOf(told, "CE_i"), 0.25);
    EXPECT_NEAR(valueOf(told, "p_i[y_i]"), std::exp(-0.25), 1e-12);
    EXPECT_NEAR(valueOf(told, "q_i[y_i]"), 1.0 / (1.0 + std::exp(-1.5)), 1e-7);
    EXPECT_EQ(valueOf(told, "T"), 1.0);
    EXPECT_NEAR(valueOf(told, "w_i"), 0.7109710363678646, 1e-7);
    EXPECT_NEAR(valueOf(told, "w_kd"), 2.25 * 0.7109710363678646, 1e-6);
    EXPECT_NEAR(valueOf(told, "w_ce·CE_i + w_kd·KD_i"), 0.25 + 2.25 * 0.7109710363678646 * 0.5,
                1e-6);
    EXPECT_NEAR(told.recomputed, 0.6153379872217222, 1e-7);
    EXPECT_TRUE(told.agrees);
    EXPECT_THAT(told.verdict, HasSubstr("agree"));
}

TEST(AlphaExplanation, SaysSoWhereTheStoredAlphaIsAnother) {
    const auto told = explainAlpha(question("wsl", 0.62F));
    EXPECT_FALSE(told.agrees);
    EXPECT_THAT(told.verdict, HasSubstr("more apart"));
    EXPECT_LT(told.tolerance, 1e-3);
}

/// Losses are stored as half floats; whatever that rounds away must lie within the tolerance.
TEST(AlphaExplanation, ItsToleranceCoversWhatStoringRounds) {
    for (const char* scheme : {"wsl", "entropy", "ea-kd", "focal", "ada", "filter", "wttm"}) {
        for (const double loss : {1e-6, 3e-5, 0.001, 0.03, 0.25, 0.6931, 2.7, 9.0}) {
            auto asked = question(scheme, 0.0F);
            SampleNumbers exact{
                .step = 26,
                .total_steps = 101,
                .epoch = 2,
                .label_loss = loss,
                .label = 0,
                .teacher_logits = {asked.teacher_logits.begin(), asked.teacher_logits.end()},
                .epoch_means = {}};
            const auto weights =
                std::get<ClosedForm>(weightsOf(scheme, asked.spec.scheme_parameters, exact));
            asked.record.alpha = static_cast<float>(shareOf(weights));
            asked.record.label_loss = fromHalf(toHalf(static_cast<float>(loss)));
            const auto told = explainAlpha(asked);
            EXPECT_TRUE(told.agrees) << scheme << " at CE = " << loss << ": " << told.verdict;
            EXPECT_LT(told.tolerance, 0.01) << scheme << " at CE = " << loss;
        }
    }
}

TEST(AlphaExplanation, DwaHasTheEpochMeans) {
    auto asked = question("dwa", 0.549834F);
    asked.epoch_means = {{0.8, 1.0}, {0.4, 0.9}};
    EXPECT_TRUE(explainAlpha(asked).agrees);
    asked.epoch_means.clear();
    const auto told = explainAlpha(asked);
    EXPECT_TRUE(std::isnan(told.recomputed));
    EXPECT_THAT(told.verdict, HasSubstr("cannot be recomputed"));
}

TEST(AlphaExplanation, OfAMetaGradientOnlyWhatAlphaImplies) {
    auto asked = question("rw-kd", 0.8F);
    asked.at_step = {{"meta_loss", 0.4}, {"gradient_norm", 3.0}};
    const auto told = explainAlpha(asked);
    EXPECT_TRUE(std::isnan(told.recomputed));
    const AlphaLine* missing = told.find("⟨∇L_meta, ∇l_i⟩");
    ASSERT_NE(missing, nullptr);
    EXPECT_EQ(missing->origin, Origin::kUnknown);
    EXPECT_TRUE(std::isnan(missing->value));
    EXPECT_NEAR(valueOf(told, "u_KD/u_CE"), 4.0, 1e-5);
    EXPECT_EQ(told.find("u_KD/u_CE")->origin, Origin::kImplied);
    EXPECT_NEAR(valueOf(told, "w_ce"), 0.2, 1e-6);
    EXPECT_EQ(valueOf(told, "meta_loss"), 0.4);
    EXPECT_THAT(told.verdict, HasSubstr("meta-gradient"));
    EXPECT_THAT(explainAlpha(question("rw-kd", 0.5F)).find("u_KD/u_CE")->how, HasSubstr("neither"));
    EXPECT_THAT(explainAlpha(question("rw-kd", 1.0F)).find("u_KD/u_CE")->how,
                HasSubstr("the label's does not"));
}

TEST(AlphaExplanation, OtherSchemesSayWhatIsMissing) {
    EXPECT_NE(
        explainAlpha(question("rw-kd-shuffled", 0.3F)).find("α of another sample of the batch"),
        nullptr);
    EXPECT_EQ(explainAlpha(question("rw-kd-mean", 0.3F)).find("u_KD/u_CE"), nullptr);
    EXPECT_NEAR(valueOf(explainAlpha(question("l2rw", 0.75F)), "w_kd"), 3.0, 1e-6);
    EXPECT_NEAR(valueOf(explainAlpha(question("gradnorm", 0.75F)), "w_kd"), 1.5, 1e-6);
    EXPECT_NEAR(valueOf(explainAlpha(question("random", 0.75F)), "n_kd − n_ce"), std::log(3.0),
                1e-6);
    EXPECT_NE(explainAlpha(question("mw-net-two", 0.75F)).find("w_kd/w_ce"), nullptr);
    EXPECT_EQ(explainAlpha(question("mw-net-two", 0.75F)).find("w_kd"), nullptr);
    auto mlp = question("rw-kd", 0.3F);
    mlp.spec.scheme_parameters["meta_learner"] = std::string("mlp");
    EXPECT_NE(explainAlpha(mlp).find("V(CE_i, KD_i)"), nullptr);
}

TEST(AlphaExplanation, KnowsWhichTermTheRunHad) {
    const auto how = [](const AlphaQuestion& asked) {
        return explainAlpha(asked).find("KD_i")->how;
    };
    EXPECT_THAT(how(question("fixed", 0.5F)), HasSubstr("T² · KL"));
    EXPECT_THAT(how(question("wttm", 0.5F)), HasSubstr("q_k^l"));
    EXPECT_EQ(explainAlpha(question("wttm", 0.5F)).find("T"), nullptr) << "has none";
    EXPECT_THAT(how(question("annealing-kd", 1.0F)), HasSubstr("τ"));
    auto scores = question("fixed", 0.5F);
    scores.spec.task = "stsb";
    scores.teacher_logits = {0.4F};
    EXPECT_THAT(how(scores), HasSubstr("(z_i − zt_i)²"));
    EXPECT_EQ(explainAlpha(scores).find("p_i[y_i]"), nullptr);
    auto scheduled = question("fixed", 0.5F);
    scheduled.spec.train.temperature_schedule = "cwsm";
    EXPECT_EQ(explainAlpha(scheduled).find("T_i")->origin, Origin::kUnknown);
    EXPECT_EQ(explainAlpha(question("label-only", 0.0F)).find("KD_i"), nullptr);
    scores.spec.task = "no such";
    EXPECT_THROW(explainAlpha(scores), Error);
}

/// Every record of the gallery's runs with a closed form.
TEST(AlphaExplanation, AgreesWithTheGallery) {
    StoreReader reader(std::filesystem::path(ALPHASCOPE_SOURCE_DIR) / "experiments.db",
                       StoreReader::Mode::kImmutable);
    int told = 0;
    for (const RunRow& run : reader.runs()) {
        if (run.task != "demo" || (run.scheme != "fixed" && run.scheme != "label-only")) continue;
        AlphaQuestion asked;
        asked.spec = runSpecFromJson(nlohmann::json::parse(run.spec_json));
        asked.total_steps = run.total_steps;
        for (const SampleView& view : reader.samples(run.id)) {
            asked.record = view.record;
            asked.label = view.label;
            asked.teacher_logits = view.teacher_logits;
            const auto result = explainAlpha(asked);
            EXPECT_TRUE(result.agrees)
                << run.label << ", sample " << view.record.id << ": " << result.verdict;
            ++told;
        }
    }
    EXPECT_GT(told, 1000);
}

}  // namespace
}  // namespace alphascope
