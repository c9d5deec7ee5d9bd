-- Asks for the lines of a file in random order: the path, then header fields, with tabs between.
-- wrk … load.lua ADDRESS -- FILE SEED
local requests = {}

function init(arguments)
  math.randomseed(tonumber(arguments[2]))
  for line in io.lines(arguments[1]) do
    local path, fields = line:match("^([^\t]+)(.*)$")
    local headers = { Host = wrk.headers["Host"] }
    for name, value in fields:gmatch("\t([^:]+): ([^\t]+)") do
      headers[name] = value
    end
    requests[#requests + 1] = wrk.format("GET", path, headers)
  end
end

function request()
  return requests[math.random(#requests)]
end

function done(summary, latency, _)
  local e = summary.errors
  io.write(string.format('{"requests": %d, "microseconds": %d, "p99": %d, "errors": %d}\n', summary.requests,
    summary.duration, latency:percentile(99), e.connect + e.read + e.write + e.status + e.timeout))
end
