// SPDX-License-Identifier: GPL-3.0-or-later
// The keeper's verbs, as they are typed.
#include <gtest/gtest.h>
#include <signal.h>
#include <sys/wait.h>
#include <unistd.h>

#include <thread>

#include "crash.h"
#include "mujaz/people.h"
#include "support.h"

namespace mujaz {
namespace {

using testing::mujaz;

TEST(Admin, SitesTokensPeopleAndArchives) {
  const testing::Scratch scratch;
  const std::string data = scratch.path / "data", copy = scratch.path / "copy",
                    archive = scratch.path / "archive";
  const auto admin = [&](std::vector<std::string> arguments) {
    arguments.insert(arguments.begin(), "admin");
    arguments.insert(arguments.begin() + 2, {"--data", data});
    return mujaz(arguments);
  };
  EXPECT_EQ(admin({"site", "nawras", "--policy", "held", "--section", "رياضة=publish"}).exit, 0);
  EXPECT_EQ(admin({"site", "nawras", "--count", "2"}).exit, 0);
  EXPECT_NE(admin({"site"}).out.find("nawras  policy held, رياضة publish; stale episodes: hide; 2"),
            std::string::npos);
  EXPECT_EQ(admin({"site", "Nawras"}).exit, 1);
  EXPECT_EQ(admin({"site", "nawras", "--policy", "none"}).exit, 2);

  const testing::Ran made = admin({"token", "--site", "nawras", "--role", "push"});
  EXPECT_EQ(made.out.substr(0, 4), "mjz_");
  EXPECT_EQ(admin({"token", "--site", "nobody", "--role", "push"}).exit, 1);
  EXPECT_EQ(admin({"token", "--site", "nawras"}).exit, 2);
  StoreOptions options;
  options.folder = data;
  const auto token = [&](const std::string& secret) {
    std::optional<ApiToken> found;
    Store::open(options)->read(
        [&](Transaction& rows) { found = People(rows).token(secret, now()); });
    return found;
  };
  const std::string secret = made.out.substr(0, made.out.size() - 1);
  ASSERT_TRUE(token(secret));
  EXPECT_NE(admin({"token", "--site", "nawras", "--list"}).out.find(token(secret)->id),
            std::string::npos);
  EXPECT_EQ(admin({"token", "--revoke", token(secret)->id}).exit, 0);
  EXPECT_FALSE(token(secret));

  const testing::Ran user = admin({"user", "salma", "--role", "admin"});
  EXPECT_EQ(user.out.size(), 24u);
  EXPECT_EQ(admin({"user", "salma"}).exit, 1);
  EXPECT_NE(admin({"user", "salma", "--new-password"}).out, user.out);
  EXPECT_EQ(admin({"user", "salma", "--disable"}).exit, 0);
  EXPECT_EQ(admin({"log", "--site", "nawras", "--as", "none"}).exit, 0);

  const testing::Ran saved = mujaz({"backup", "--data", data, archive});
  EXPECT_NE(saved.out.find("accounts  1 rows"), std::string::npos) << saved.err;
  EXPECT_EQ(mujaz({"restore", "--data", copy, archive}).out, saved.out);
  EXPECT_EQ(mujaz({"restore", "--data", copy, archive}).exit, 1);
}

/// The program itself, from the push to the listener, and stopped by SIGTERM.
TEST(Work, MakesWhatIsPushed) {
  const testing::Scratch scratch;
  StoreOptions options;
  options.folder = scratch.path;
  Desk desk(testing::desk_parts(options, testing::quick_crafts()));
  Site site;
  site.name = "nawras";
  site.policy.policy = Policy::held;
  desk.store().write([&](Transaction& rows) { Sites(rows).put(site); });
  Push push;
  push.site = "nawras";
  push.id = "a1";
  push.article.title = U"مدارس جديدة في الوادي";
  for (const char32_t* text :
       {U"أعلنت بلدية الوادي، الثلاثاء، افتتاح ثلاث مدارس جديدة في الحي الشرقي من المدينة.",
        U"وقال رئيس البلدية إن المدارس تستقبل نحو تسعمئة تلميذ في مطلع العام الدراسي المقبل.",
        U"وتعتزم البلدية إنشاء مكتبة عامة قرب السوق القديم قبل نهاية العام."}) {
    Paragraph paragraph;
    paragraph.text = text;
    push.article.paragraphs.push_back(paragraph);
  }
  desk.push(push, {"cms", Role::push});
  const std::string data = scratch.path;
  const pid_t child = ::fork();
  if (child == 0) {
    ::execl(MUJAZ_PROGRAM, MUJAZ_PROGRAM, "work", "--data", data.c_str(), "--voice", "espeak",
            "--threads", "1", nullptr);
    ::_exit(127);
  }
  std::optional<Story> story;
  for (int i = 0; i < 1200 && !(story && visible(*story)); ++i) {
    std::this_thread::sleep_for(std::chrono::milliseconds(50));
    desk.store().read([&](Transaction& rows) { story = Stories(rows).find("nawras", "a1"); });
  }
  ::kill(child, SIGTERM);
  int status = 0;
  ::waitpid(child, &status, 0);
  EXPECT_TRUE(WIFEXITED(status) && WEXITSTATUS(status) == 0);
  ASSERT_TRUE(story && visible(*story)) << (story ? name(story->state) : "lost");
  EXPECT_EQ(visible(*story)->sound.voice, "espeak");
  EXPECT_EQ(desk.blobs().get(visible(*story)->sound.opus).substr(0, 4), "OggS");
}

}  // namespace
}  // namespace mujaz
