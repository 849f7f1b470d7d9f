-- Divisions: what is for one format only, what means nothing on paper, what is not known here.
-- Stops at what the embedded renderer does not know; the message stands between two marks.

local typst = FORMAT == "typst"
local FORMATS = { html = not typst, typst = typst }
local SCAFFOLD = { cell = true, ["cell-output"] = true } -- divisions that mean nothing on paper
local NOT_SUPPORTED = { "^callout%-", "^panel%-", "^column%-", "^columns$", "^layout" }

local function stop(sentence)
  error("⟦" .. sentence .. "⟧", 0)
end

local function shown(element)
  local fits = true
  for key, value in pairs(element.attributes) do
    if FORMATS[value] == nil or not (key == "when-format" or key == "unless-format") then
      local written = "content-visible with " .. key .. '="' .. value .. '"'
      stop(written .. " is not supported: use when-format or unless-format with html or typst")
    end
    fits = fits and FORMATS[value] == (key == "when-format")
  end
  return fits == element.classes:includes("content-visible")
end

local function known(class)
  for _, pattern in ipairs(NOT_SUPPORTED) do
    if class:match(pattern) then
      stop("the division ." .. class .. " is not supported: use a plain one such as .note")
    end
  end
  return true
end

local seen = {} -- classes that are known

local function by_format(element)
  for _, class in ipairs(element.classes) do
    if class == "content-visible" or class == "content-hidden" then
      return shown(element) and element.content or {}
    end
    if typst and SCAFFOLD[class] then
      return element.content
    end
    seen[class] = seen[class] or known(class)
  end
end

function Pandoc(document)
  return document:walk({ Div = by_format, Span = by_format })
end
