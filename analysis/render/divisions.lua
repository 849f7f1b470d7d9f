-- Divisions: what is for one format only, what means nothing on paper, what is not known here.
-- Stops at what the embedded renderer does not know; the message stands between two marks.

local typst = FORMAT == "typst"
local FORMATS = { html = not typst, typst = typst }
local SCAFFOLD = { "cell", "cell-output" } -- divisions that mean nothing on paper
local NOT_SUPPORTED = { "^callout%-", "^panel%-", "^column%-", "^columns$", "^layout" }

local function stop(sentence)
  error("⟦" .. sentence .. "⟧", 0)
end

local function shown(element)
  local classes, attributes = element.classes, element.attributes
  local visible, hidden = classes:includes("content-visible"), classes:includes("content-hidden")
  if not visible and not hidden then
    return true
  end
  local fits = true
  for key, value in pairs(attributes) do
    if FORMATS[value] == nil or not (key == "when-format" or key == "unless-format") then
      stop("content-visible with " .. key .. '="' .. value .. '" is not supported: use when-format or unless-format with html or typst')
    end
    fits = fits and FORMATS[value] == (key == "when-format")
  end
  return fits == visible
end

local function by_format(element)
  if not shown(element) then
    return {}
  end
  for _, class in ipairs(element.classes) do
    for _, pattern in ipairs(NOT_SUPPORTED) do
      if class:match(pattern) then
        stop("the division ." .. class .. " is not supported: use a plain one such as .note")
      end
    end
  end
  if element.classes:includes("content-visible") or element.classes:includes("content-hidden") then
    return element.content
  end
  for _, class in ipairs(SCAFFOLD) do
    if typst and element.classes:includes(class) then
      return element.content
    end
  end
end

function Pandoc(document)
  return document:walk({ Div = by_format, Span = by_format })
end
