// SPDX-License-Identifier: GPL-3.0-or-later
#include "data/glue_files.h"

#include <algorithm>
#include <array>
#include <utility>

namespace alphascope {
namespace {

constexpr std::array kAddresses = {
    GlueAddress{"cola", "https://dl.fbaipublicfiles.com/glue/data/CoLA.zip"},
    GlueAddress{"sst2", "https://dl.fbaipublicfiles.com/glue/data/SST-2.zip"},
    GlueAddress{"mrpc",
                "https://dl.fbaipublicfiles.com/senteval/senteval_data/msr_paraphrase_train.txt"},
    GlueAddress{"mrpc",
                "https://dl.fbaipublicfiles.com/senteval/senteval_data/msr_paraphrase_test.txt"},
    GlueAddress{"mrpc", "https://dl.fbaipublicfiles.com/glue/data/mrpc_dev_ids.tsv"},
    GlueAddress{"stsb", "https://dl.fbaipublicfiles.com/glue/data/STS-B.zip"},
    GlueAddress{"qqp", "https://dl.fbaipublicfiles.com/glue/data/QQP-clean.zip"},
    GlueAddress{"mnli", "https://dl.fbaipublicfiles.com/glue/data/MNLI.zip"},
    GlueAddress{"qnli", "https://dl.fbaipublicfiles.com/glue/data/QNLIv2.zip"},
    GlueAddress{"rte", "https://dl.fbaipublicfiles.com/glue/data/RTE.zip"},
    GlueAddress{"wnli", "https://dl.fbaipublicfiles.com/glue/data/WNLI.zip"},
    GlueAddress{"diagnostic", "https://dl.fbaipublicfiles.com/glue/data/AX.tsv"},
};

// Of the files themselves, unpacked.
constexpr std::pair<std::string_view, std::string_view> kSha256[] = {
    {"CoLA/dev.tsv", "8c013e21dc39957cac37378d87bebe225b694a0d5fe13eded66c2856628833fd"},
    {"CoLA/test.tsv", "3b4df85f7a9a0633574b38d181e18090ac961a24b18fb6bcd74999ddea8ad0b8"},
    {"CoLA/train.tsv", "cb368ebeb9f27d7ad03720d27ddc95687a311bdb100781a2fe59a5f5b1bc0624"},
    {"MRPC/dev.tsv", "320459df9454dbdc8eea69ad1eb294967e7dfe03e7cf791f37d954a316f5253d"},
    {"MRPC/test.tsv", "aee460ceda833926b8ab2ad952d399f5cf8bc9335cff19afcac03dc449558622"},
    {"MRPC/train.tsv", "15d9c71e62d662b1cc9237e2015047cad4c1f62552d49858a9bce2b944d79897"},
    {"QNLI/dev.tsv", "ac19409dcb04631eaaa094bdebdcf621086bc352503dfb6a1a648b614986f4fd"},
    {"QNLI/test.tsv", "6d856264e292fa7a7bc7b8e182efa1454ffd9532733c12ad813017dd5b377a5a"},
    {"RTE/dev.tsv", "80230dfa1347282e7b532b06a1004a76a710087541189bf874223ddf0e3819fb"},
    {"RTE/test.tsv", "6e33f09b5c2bfd5fd5fde217070f3dd49e484e33b9752b5864cf36fc421a213f"},
    {"RTE/train.tsv", "41e3a9b063433392343fad9e962cf2f58b681c78d8f71592f4186f0837246c5c"},
    {"SST-2/dev.tsv", "54a9c12c77e402fc14d6a66a506f24d999f596b0176eb777c972cccc2f9cc4b0"},
    {"SST-2/test.tsv", "69a938605609b3e6663b4487918fe1565eb293734e6e520d0366d1d412fd2a13"},
    {"SST-2/train.tsv", "48eac26399f8456935f81dd9e3a745c1430adb6c62e233ccfe22db4a0d15d1d1"},
    {"STS-B/dev.tsv", "fe7dc0632a5033562f3cadff991f6e8d9b9b6311861660e78c3c82eb7db67f59"},
    {"STS-B/test.tsv", "16b4223d7d44a644fbc10f1b449472cfe81e1715fb07cf44023b0aa88ce856eb"},
    {"STS-B/train.tsv", "41c4d978b6162abdcada7e49a982211954cca5459c228db478af333124b257a2"},
    {"WNLI/dev.tsv", "cba00490596dd14be8cf53b4f53bb744abe3a7b89f81ab210528d80225338ed5"},
    {"WNLI/test.tsv", "ff0296817e235bf6f7a230c5f6781bd6ee228a45445f6510831fdef6f2a04766"},
    {"WNLI/train.tsv", "9a88e9d54b6861cc796a088e9acf4f5f65064a9ef65ae6fa7a688b28391e5c9a"},
    {"diagnostic/diagnostic.tsv",
     "0e13510b1bb14436ff7e2ee82338f0efb0133ecf2e73507a697dc210db3f05fd"},
};

}  // namespace

std::span<const GlueAddress> glueAddresses() {
    return kAddresses;
}

std::optional<std::string_view> knownSha256(std::string_view file) {
    const auto* found = std::find_if(std::begin(kSha256), std::end(kSha256),
                                     [&](const auto& entry) { return entry.first == file; });
    if (found == std::end(kSha256)) return std::nullopt;
    return found->second;
}

}  // namespace alphascope
