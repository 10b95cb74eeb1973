// SPDX-License-Identifier: GPL-3.0-or-later
// Any bytes as a feed (gzip, XML, JSON), as a robots.txt and as what a CMS hands over. Nothing but
// mujaz::Error may come out.
#include <cstddef>
#include <cstdint>
#include <cstdlib>

#include "intake/robots.h"
#include "mujaz/feeds.h"

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  mujaz::Page page;
  page.bytes.assign(reinterpret_cast<const char*>(data), size);
  page.url = "https://example.com/feed.xml";
  try {
    (void)mujaz::is_feed(page);
    for (const mujaz::FeedEntry& entry : mujaz::read_feed(page).entries)
      if (entry.id.empty()) std::abort();
  } catch (const mujaz::Error&) {
  }
  const mujaz::intake::Robots robots(page.bytes, "mujaz");
  (void)robots.allows(page.bytes.substr(0, 200));
  try {
    const mujaz::Given given = mujaz::parse_given(page.bytes);
    if (given.body.empty() && given.paragraphs.empty()) std::abort();
  } catch (const mujaz::Error&) {
  }
  return 0;
}
