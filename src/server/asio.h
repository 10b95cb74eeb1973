// SPDX-License-Identifier: GPL-3.0-or-later
// Asio's coroutines. Boost 1.74 does not know that Clang has the standard's, and leaves out a
// header.
#pragma once

#ifdef __clang__
#define BOOST_ASIO_HAS_CO_AWAIT 1
#define BOOST_ASIO_HAS_STD_COROUTINE 1
#endif
#include <utility>
// After it: Asio.
#include <boost/asio/awaitable.hpp>
#include <boost/asio/co_spawn.hpp>
#include <boost/asio/detached.hpp>
#include <boost/asio/io_context.hpp>
#include <boost/asio/ip/tcp.hpp>
#include <boost/asio/post.hpp>
#include <boost/asio/redirect_error.hpp>
#include <boost/asio/ssl.hpp>
#include <boost/asio/steady_timer.hpp>
#include <boost/asio/use_awaitable.hpp>
#include <boost/asio/write.hpp>

namespace mujaz::server {
namespace asio = boost::asio;
using asio::ip::tcp;
using ErrorOf = boost::system::error_code;
}  // namespace mujaz::server
