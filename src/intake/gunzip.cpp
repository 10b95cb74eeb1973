// SPDX-License-Identifier: GPL-3.0-or-later
#include "intake/gunzip.h"

#include <zlib.h>

#include <array>
#include <memory>

#include "mujaz/core.h"

namespace mujaz::intake {

std::string gunzipped(std::string bytes, std::size_t limit) {
  if (!std::string_view(bytes).starts_with("\x1F\x8B")) return bytes;
  z_stream stream{};
  constexpr int gzip_only = 16 + MAX_WBITS;
  if (inflateInit2(&stream, gzip_only) != Z_OK)
    throw Error(ErrorCode::internal, "The unpacker could not be made.");
  const std::unique_ptr<z_stream, decltype(&inflateEnd)> owned(&stream, inflateEnd);
  stream.next_in = reinterpret_cast<Bytef*>(bytes.data());
  stream.avail_in = static_cast<uInt>(bytes.size());
  std::string out;
  std::array<char, 1 << 16> block;
  for (int state = Z_OK; state != Z_STREAM_END;) {
    stream.next_out = reinterpret_cast<Bytef*>(block.data());
    stream.avail_out = static_cast<uInt>(block.size());
    state = inflate(&stream, Z_NO_FLUSH);
    if (state != Z_OK && state != Z_STREAM_END)
      throw Error(ErrorCode::bad_input, "The gzip data is broken.");
    out.append(block.data(), block.size() - stream.avail_out);
    if (out.size() > limit)
      throw Error(ErrorCode::too_large,
                  "Unpacked it has more than " + std::to_string(limit >> 20) + " MB.");
  }
  return out;
}

}  // namespace mujaz::intake
