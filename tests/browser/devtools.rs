//! A browser driven through its `DevTools` protocol: just what the tests of pages need.

use std::io::{BufRead, BufReader};
use std::net::TcpStream;
use std::path::{Path, PathBuf};
use std::process::{Child, Command, Stdio};
use std::time::{Duration, Instant};

use base64::Engine;
use serde_json::{Value, json};
use tungstenite::{Message, WebSocket};

/// The names that Chromium goes by.
const NAMES: [&str; 4] = ["chromium", "chromium-browser", "google-chrome-stable", "google-chrome"];

/// How long an answer may take: a cold start on a busy machine takes seconds.
const PATIENCE: Duration = Duration::from_secs(120);

/// The browser to be found on this machine: what `CHROMIUM` names, or one of the path.
pub fn found() -> Option<PathBuf> {
    if let Some(named) = std::env::var_os("CHROMIUM") {
        return Some(named.into());
    }
    let path = std::env::var_os("PATH")?;
    let folders: Vec<PathBuf> = std::env::split_paths(&path).collect();
    NAMES.iter().find_map(|name| folders.iter().map(|folder| folder.join(name)).find(|path| path.is_file()))
}

/// A running browser with one page open.
pub struct Browser {
    child: Child,
    socket: WebSocket<TcpStream>,
    session: String,
    number: u64,
    events: Vec<Value>,
}

impl Browser {
    /// Starts `program` with a profile of its own in `profile`.
    pub fn start(program: &Path, profile: &Path) -> Browser {
        let _ = std::fs::remove_dir_all(profile);
        let mut child = Command::new(program)
            .args(["--headless=new", "--remote-debugging-port=0", "--no-first-run", "--disable-gpu"])
            // Tests run as root in containers, where the sandbox cannot be set up; the pages are our own.
            .args(["--no-sandbox", "--disable-dev-shm-usage", "--disable-background-networking", "--hide-scrollbars"])
            .arg(format!("--user-data-dir={}", profile.display()))
            .arg("about:blank")
            .stdin(Stdio::null())
            .stdout(Stdio::null())
            .stderr(Stdio::piped())
            .spawn()
            .unwrap();
        let mut lines = BufReader::new(child.stderr.take().unwrap()).lines();
        let listening = lines
            .by_ref()
            .map_while(Result::ok)
            .find_map(|line| line.strip_prefix("DevTools listening on ").map(str::to_owned));
        let address = listening.expect("the browser says where it listens");
        // Its messages are read on, lest it wait for somebody to do so.
        std::thread::spawn(move || lines.map_while(Result::ok).for_each(drop));
        let host = address.strip_prefix("ws://").unwrap().split('/').next().unwrap();
        let stream = TcpStream::connect(host).unwrap();
        stream.set_read_timeout(Some(PATIENCE)).unwrap();
        let (socket, _) = tungstenite::client(address.as_str(), stream).unwrap();
        let mut browser = Browser { child, socket, session: String::new(), number: 0, events: Vec::new() };
        let target = browser.call("Target.createTarget", json!({"url": "about:blank"}));
        let attached = browser.call("Target.attachToTarget", json!({"targetId": target["targetId"], "flatten": true}));
        attached["sessionId"].as_str().unwrap().clone_into(&mut browser.session);
        for domain in ["Page", "Runtime", "Log", "Network"] {
            browser.call(&format!("{domain}.enable"), json!({}));
        }
        browser
    }

    /// Calls a method of the protocol and gives its result.
    pub fn call(&mut self, method: &str, params: impl Into<Value>) -> Value {
        self.number += 1;
        let mut message = json!({"id": self.number, "method": method, "params": params.into()});
        if !self.session.is_empty() {
            message["sessionId"] = json!(self.session);
        }
        self.socket.send(Message::text(message.to_string())).unwrap();
        loop {
            let message = self.next();
            if message["id"] == self.number {
                assert!(message.get("error").is_none(), "{method}: {}", message["error"]);
                return message["result"].clone();
            }
            self.events.push(message);
        }
    }

    fn next(&mut self) -> Value {
        let start = Instant::now();
        loop {
            match self.socket.read() {
                Ok(Message::Text(text)) => return serde_json::from_str(&text).unwrap(),
                Ok(_) => {}
                Err(error) => panic!("the browser is silent: {error}"),
            }
            assert!(start.elapsed() < PATIENCE, "the browser says nothing of use");
        }
    }

    /// Opens `address` and waits until it is loaded; what happened before is forgotten.
    pub fn open(&mut self, address: &str) {
        self.events.clear();
        self.call("Page.navigate", json!({"url": address}));
        while !self.events.iter().any(|event| event["method"] == "Page.loadEventFired") {
            let event = self.next();
            self.events.push(event);
        }
    }

    /// What the JavaScript expression `code` comes to.
    pub fn value(&mut self, code: &str) -> Value {
        let params = json!({"expression": code, "returnByValue": true, "awaitPromise": true});
        let result = self.call("Runtime.evaluate", params);
        assert!(result.get("exceptionDetails").is_none(), "{code}: {}", result["exceptionDetails"]);
        result["result"]["value"].clone()
    }

    /// Presses and releases the key called `key`.
    pub fn press(&mut self, key: &str) {
        let (code, text) = match key {
            "Tab" => (9, None),
            "Enter" => (13, Some("\r")),
            "Escape" => (27, None),
            " " => (32, Some(" ")),
            "ArrowLeft" => (37, None),
            "ArrowRight" => (39, None),
            _ => panic!("{key} is a key of none of the tests"),
        };
        let down = if text.is_some() { "keyDown" } else { "rawKeyDown" };
        let code_name = if key == " " { "Space" } else { key };
        let mut event = json!({"type": down, "key": key, "code": code_name, "windowsVirtualKeyCode": code});
        if let Some(text) = text {
            event["text"] = json!(text);
        }
        self.call("Input.dispatchKeyEvent", event.clone());
        event["type"] = json!("keyUp");
        self.call("Input.dispatchKeyEvent", event);
    }

    /// Moves the mouse to the middle of the first box of the element that `selector` finds.
    pub fn hover(&mut self, selector: &str) {
        let code = format!(
            "(() => {{ const mark = document.querySelector({selector:?}); mark.scrollIntoView({{block: 'center', behavior: \
             'instant'}}); const box = mark.getClientRects()[0]; return [box.x + box.width / 2, box.y + box.height / 2]; \
             }})()"
        );
        let place = self.value(&code);
        self.call("Input.dispatchMouseEvent", json!({"type": "mouseMoved", "x": place[0], "y": place[1]}));
    }

    /// Sets the size of the window and whether dark pages are asked for.
    pub fn view(&mut self, width: u32, height: u32, is_dark: bool) {
        let metrics = json!({"width": width, "height": height, "deviceScaleFactor": 1, "mobile": width < 600});
        self.call("Emulation.setDeviceMetricsOverride", metrics);
        let scheme = if is_dark { "dark" } else { "light" };
        let features = json!([{"name": "prefers-color-scheme", "value": scheme},
            {"name": "prefers-reduced-motion", "value": "reduce"}]);
        self.call("Emulation.setEmulatedMedia", json!({"media": "", "features": features}));
    }

    /// What the page or the browser complained about since it was opened.
    pub fn complaints(&mut self) -> Vec<String> {
        // Whatever came before this answer has been read with it.
        self.value("1");
        let mut complaints = Vec::new();
        for event in &self.events {
            match event["method"].as_str().unwrap_or_default() {
                "Runtime.exceptionThrown" => complaints.push(event["params"]["exceptionDetails"].to_string()),
                "Runtime.consoleAPICalled" => complaints.push(event["params"]["args"].to_string()),
                "Log.entryAdded" => complaints.push(event["params"]["entry"]["text"].to_string()),
                _ => {}
            }
        }
        complaints
    }

    /// The addresses that were asked for since the page was opened, but for what it holds itself.
    pub fn requests(&mut self) -> Vec<String> {
        self.value("1");
        let sent = self.events.iter().filter(|event| event["method"] == "Network.requestWillBeSent");
        let addresses = sent.map(|event| event["params"]["request"]["url"].as_str().unwrap_or_default().to_owned());
        addresses.filter(|address| !address.starts_with("data:")).collect()
    }

    /// Writes a picture of the window, or of `height` pixels of the page from its top.
    pub fn picture(&mut self, path: &Path, clip: Option<(f64, f64, f64)>) {
        let mut params = json!({"format": "png"});
        if let Some((top, width, height)) = clip {
            params["captureBeyondViewport"] = json!(true);
            params["clip"] = json!({"x": 0, "y": top, "width": width, "height": height, "scale": 1});
        }
        let taken = self.call("Page.captureScreenshot", params);
        let bytes = base64::engine::general_purpose::STANDARD.decode(taken["data"].as_str().unwrap()).unwrap();
        std::fs::write(path, bytes).unwrap();
    }
}

impl Drop for Browser {
    fn drop(&mut self) {
        let _ = self.child.kill();
        let _ = self.child.wait();
    }
}
